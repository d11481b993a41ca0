package dev.parallax.local.shop.check;

import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.shop.truth.DemoTruth;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Are refusals obeyed? */
final class ConsentCheck {

  private static final int SAMPLE = 40;

  private ConsentCheck() {}

  static Figure of(SuiteClient suite, DemoTruth truth) throws IOException {
    List<String> unanalysed = truth.refusedAnalytics().stream().sorted().limit(SAMPLE).toList();
    List<String> impersonal =
        truth.refusedPersonalization().stream().sorted().limit(SAMPLE).toList();
    Map<String, Boolean> segments =
        Asking.all(unanalysed, userId -> SegmentCheck.segment(suite, userId).isEmpty());
    Map<String, Boolean> offers =
        Asking.all(
            impersonal,
            userId ->
                !suite
                    .get("/v1/recommendations?surface=console&n=3&userId=" + userId)
                    .path("personalized")
                    .asBoolean(true));
    long obeyed =
        segments.values().stream().filter(b -> b).count()
            + offers.values().stream().filter(b -> b).count();
    int asked = segments.size() + offers.size();
    return new Figure(
        "refusals of consent obeyed",
        asked == 0 ? Double.NaN : (double) obeyed / asked,
        0,
        1,
        "%d without analytics, %d without personalization"
            .formatted(segments.size(), offers.size()));
  }
}
