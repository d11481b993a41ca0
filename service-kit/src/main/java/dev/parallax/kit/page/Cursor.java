package dev.parallax.kit.page;

import dev.parallax.kit.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page starts: opaque to callers, so that the sort key can change. */
public final class Cursor {
  private Cursor() {}

  public static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The key within, null for the first page.
   *
   * @throws RuntimeException a 400 problem naming {@code cursor} when it is none of ours
   */
  public static String decode(String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (key.indexOf('\0') < 0) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // The answer is the same.
    }
    throw foreign();
  }

  /** A 400 problem naming {@code cursor}, for a key that no page can have ended with. */
  public static RuntimeException foreign() {
    return Problems.invalid("cursor", "must be the nextCursor of the page before");
  }
}
