package dev.parallax.local.shop.check;

import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.shop.truth.DemoTruth;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All comparisons of a told life with its truth. */
public final class Check {

  private Check() {}

  /**
   * Measures; nothing is learned or changed by it.
   *
   * @param suite the running suite that the life was told to
   * @param truth of that life
   */
  public static List<Figure> of(SuiteClient suite, DemoTruth truth) throws IOException {
    List<Figure> figures = new ArrayList<>();
    figures.add(SegmentCheck.of(suite, truth));
    figures.add(AffinityCheck.of(suite, truth));
    figures.addAll(FraudCheck.of(suite, truth));
    figures.add(GapCheck.of(suite, truth));
    figures.add(ConsentCheck.of(suite, truth));
    return figures;
  }
}
