package dev.parallax.local.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Values inside a URL's query. */
final class Query {

  private Query() {}

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
