package dev.parallax.local.shop.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Reads a list page by page. */
final class Pages {

  private static final int LIMIT = 500;

  private Pages() {}

  /**
   * @param path with or without a query
   * @param more takes an item and says whether the next one is wanted
   */
  static void each(SuiteClient suite, String path, Predicate<JsonNode> more) throws IOException {
    String first = path + (path.contains("?") ? "&" : "?") + "limit=" + LIMIT;
    String next = first;
    while (next != null) {
      JsonNode page = suite.get(next);
      for (JsonNode item : page.path("items")) {
        if (!more.test(item)) {
          return;
        }
      }
      String cursor = page.path("nextCursor").asText("");
      next =
          cursor.isEmpty() || page.path("nextCursor").isNull()
              ? null
              : first + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }
  }
}
