package dev.parallax.recommendation.statistics;

/** Pearson's test of how well counts fit shares that were meant (Phil. Mag. 50, 1900). */
public final class ChiSquare {
  private static final int MOST_TERMS = 10_000;
  private static final double EXACT = 1e-14;

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

  /**
   * The upper tail by the series of the incomplete gamma function (Abramowitz and Stegun 6.5.29)
   * below the mean, and by its continued fraction (6.5.31, evaluated after Lentz) above.
   */
  static double upperTail(double x, int degrees) {
    double a = degrees / 2.0;
    double z = x / 2;
    if (z <= 0) {
      return 1;
    }
    double front = Math.exp(a * Math.log(z) - z - logGammaOfHalves(degrees));
    return z < a + 1 ? 1 - front * series(a, z) : front * fraction(a, z);
  }

  private static double series(double a, double z) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < MOST_TERMS && term > EXACT * sum; n++) {
      term *= z / (a + n);
      sum += term;
    }
    return sum;
  }

  private static double fraction(double a, double z) {
    double b = z + 1 - a;
    double c = 1 / Double.MIN_NORMAL;
    double d = 1 / b;
    double h = d;
    for (int n = 1; n < MOST_TERMS; n++) {
      double numerator = -n * (n - a);
      b += 2;
      d = 1 / (numerator * d + b);
      c = b + numerator / c;
      double step = d * c;
      h *= step;
      if (Math.abs(step - 1) < EXACT) {
        break;
      }
    }
    return h;
  }

  /** log Gamma(degrees / 2), exactly: a product down to Gamma(1) or Gamma(1/2). */
  private static double logGammaOfHalves(int degrees) {
    double log = degrees % 2 == 0 ? 0 : 0.5 * Math.log(Math.PI);
    for (double a = degrees % 2 == 0 ? 1 : 0.5; a < degrees / 2.0; a++) {
      log += Math.log(a);
    }
    return log;
  }
}
