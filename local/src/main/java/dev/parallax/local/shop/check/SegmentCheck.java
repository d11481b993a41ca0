package dev.parallax.local.shop.check;

import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.http.SuiteException;
import dev.parallax.local.shop.score.AdjustedRandIndex;
import dev.parallax.local.shop.truth.DemoTruth;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Do the segments follow the hidden kinds? */
final class SegmentCheck {

  private static final double FLOOR = 0.5;

  private SegmentCheck() {}

  /** Asks for the segment of everyone who allows analytics. */
  static Figure of(SuiteClient suite, DemoTruth truth) throws IOException {
    Set<String> refused = new HashSet<>(truth.refusedAnalytics());
    Map<String, String> asked = new TreeMap<>(truth.kinds());
    asked.keySet().removeAll(refused);
    Map<String, String> segments = Asking.all(asked.keySet(), userId -> segment(suite, userId));
    List<String> kinds = new ArrayList<>();
    List<String> found = new ArrayList<>();
    asked.forEach(
        (userId, kind) -> {
          kinds.add(kind);
          found.add(segments.get(userId));
        });
    long parts = found.stream().distinct().count();
    long none = found.stream().filter(""::equals).count();
    return new Figure(
        "segments against hidden kinds (ARI)",
        AdjustedRandIndex.of(kinds, found),
        0,
        FLOOR,
        "%d customers in %d segments%s"
            .formatted(found.size(), parts, none == 0 ? "" : ", %d without".formatted(none)));
  }

  /** The segment's id; empty when the customer has none, which counts as a part of its own. */
  static String segment(SuiteClient suite, String userId) throws IOException {
    try {
      return suite.get("/v1/customers/segment?userId=" + userId).at("/segment/id").asText();
    } catch (SuiteException e) {
      if (e.status() == 404) {
        return "";
      }
      throw e;
    }
  }
}
