package dev.parallax.recommendation.rule;

import java.util.Arrays;

/**
 * What p-values are worth when thousands of rules are tested at once: Benjamini and Hochberg's
 * adjusted p-values (JRSS B 1995, doi:10.1111/j.2517-6161.1995.tb02031.x). Of the rules whose
 * adjusted value is at most 0.05, one in twenty is expected to be a coincidence. Chosen over
 * Holm's, which bounds the probability of a single false one and so keeps next to nothing of ten
 * thousand: who reads a list of rules wants most of it to be true. Nested rules depend on each
 * other positively, which the procedure allows (Benjamini and Yekutieli 2001,
 * doi:10.1214/aos/1013699998).
 */
public final class FalseDiscovery {
  private FalseDiscovery() {}

  /**
   * @param pValues of all rules that were tested, not only of those that are shown: choosing first
   *     and correcting afterwards corrects nothing
   * @return in the same order, each at least as high as its p-value and at most 1
   */
  public static double[] adjusted(double[] pValues) {
    int tested = pValues.length;
    double[] sorted = pValues.clone();
    Arrays.sort(sorted);
    double[] bySorted = new double[tested];
    double least = 1;
    for (int rank = tested - 1; rank >= 0; rank--) {
      least = Math.min(least, sorted[rank] * tested / (rank + 1));
      bySorted[rank] = least;
    }
    double[] adjusted = new double[tested];
    for (int i = 0; i < tested; i++) {
      adjusted[i] = bySorted[lastOf(sorted, pValues[i])];
    }
    return adjusted;
  }

  /** The last place of a value among sorted ones: equal p-values get one adjusted value. */
  private static int lastOf(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
