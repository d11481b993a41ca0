package dev.parallax.recommendation.statistics;

import java.util.Arrays;

/**
 * What probabilities are worth when several are looked at for the one that is small: Holm's
 * adjusted p-values (Scandinavian Journal of Statistics 6, 1979). However the tests depend on each
 * other, one of those that are true is taken for false no more often than the level says; so it is
 * at any look, where the p-values hold at any look.
 */
public final class Holm {
  private Holm() {}

  /**
   * @param pValues of all that were tested
   * @return in the same order, each at least as high as its p-value and at most 1
   */
  public static double[] adjusted(double[] pValues) {
    double[] sorted = pValues.clone();
    Arrays.sort(sorted);
    double[] adjusted = new double[pValues.length];
    for (int i = 0; i < adjusted.length; i++) {
      for (int rank = 0; rank < sorted.length && sorted[rank] <= pValues[i]; rank++) {
        adjusted[i] = Math.max(adjusted[i], Math.min(1, (sorted.length - rank) * sorted[rank]));
      }
    }
    return adjusted;
  }
}
