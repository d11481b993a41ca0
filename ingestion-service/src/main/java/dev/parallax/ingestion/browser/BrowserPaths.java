package dev.parallax.ingestion.browser;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which addresses pages send to, and what those of other collectors are here. */
final class BrowserPaths {
  private static final Map<String, String> ELSEWHERE = new HashMap<>();
  private static final Set<String> CALLS =
      Set.of(
          "/v1/track",
          "/v1/identify",
          "/v1/page",
          "/v1/screen",
          "/v1/group",
          "/v1/alias",
          "/v1/batch",
          "/v1/import",
          "/v1/parallax.js");

  static {
    // Segment's analytics.js sends to the first letter of the call's type.
    ELSEWHERE.put("/v1/t", "/v1/track");
    ELSEWHERE.put("/v1/i", "/v1/identify");
    ELSEWHERE.put("/v1/p", "/v1/page");
    ELSEWHERE.put("/v1/s", "/v1/screen");
    ELSEWHERE.put("/v1/g", "/v1/group");
    ELSEWHERE.put("/v1/a", "/v1/alias");
    ELSEWHERE.put("/v1/b", "/v1/batch");
    // RudderStack's beacons and pixels
    ELSEWHERE.put("/beacon/v1/batch", "/v1/batch");
    ELSEWHERE.put("/pixel/v1/track", "/v1/pixel/track");
    ELSEWHERE.put("/pixel/v1/page", "/v1/pixel/page");
  }

  private BrowserPaths() {}

  /** The address here of one of another collector, or null. */
  static String here(String path) {
    return ELSEWHERE.get(path);
  }

  /** Whether pages of other origins have a reason to call it. */
  static boolean isForPages(String path) {
    return CALLS.contains(path)
        || ELSEWHERE.containsKey(path)
        || path.startsWith("/v1/pixel/")
        || path.startsWith("/v1/projects/");
  }
}
