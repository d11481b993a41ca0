package dev.parallax.local.shop.check;

import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.report.ProgressBar;
import dev.parallax.local.shop.truth.DemoTruth;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** All comparisons of a told life with its truth. */
public final class Check {

  private Check() {}

  private interface Part {
    List<Figure> measure() throws IOException;
  }

  /**
   * Measures, all at once, since each mostly waits; nothing is learned or changed by it.
   *
   * @param suite the running suite that the life was told to
   * @param truth of that life
   * @param bar moves with each comparison
   */
  public static List<Figure> of(SuiteClient suite, DemoTruth truth, ProgressBar bar)
      throws IOException {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("segments", () -> List.of(SegmentCheck.of(suite, truth)));
    parts.put("affinities", () -> List.of(AffinityCheck.of(suite, truth)));
    parts.put("fraud", () -> FraudCheck.of(suite, truth));
    parts.put("gap", () -> List.of(GapCheck.of(suite, truth)));
    parts.put("consent", () -> List.of(ConsentCheck.of(suite, truth)));
    AtomicInteger done = new AtomicInteger();
    Map<String, List<Figure>> figures =
        Asking.all(
            parts.keySet(),
            name -> {
              List<Figure> measured = parts.get(name).measure();
              bar.at(done.incrementAndGet(), parts.size(), name);
              return measured;
            });
    return parts.keySet().stream().flatMap(name -> figures.get(name).stream()).toList();
  }
}
