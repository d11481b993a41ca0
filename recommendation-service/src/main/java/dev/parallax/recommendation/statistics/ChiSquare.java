package dev.parallax.recommendation.statistics;

import org.hipparchus.special.Gamma;

/** Pearson's test of how well counts fit shares that were meant (Phil. Mag. 50, 1900). */
public final class ChiSquare {
  private ChiSquare() {}

  /**
   * @param counts of each group
   * @param shares meant for each, above 0; need not sum up to 1
   * @return the probability of counts as far off, were the shares kept; 1 where nobody was counted
   */
  public static double fit(long[] counts, double[] shares) {
    double all = 0;
    double whole = 0;
    for (int i = 0; i < counts.length; i++) {
      all += counts[i];
      whole += shares[i];
    }
    if (all == 0) {
      return 1;
    }
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = all * shares[i] / whole;
      sum += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    return upperTail(sum, counts.length - 1);
  }

  /** The probability that a chi-square variable is above {@code x}. */
  public static double upperTail(double x, int degrees) {
    return x <= 0 ? 1 : Gamma.regularizedGammaQ(degrees / 2.0, x / 2);
  }
}
