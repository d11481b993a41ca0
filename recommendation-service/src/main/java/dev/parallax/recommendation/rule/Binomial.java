package dev.parallax.recommendation.rule;

/** The upper tail of the binomial distribution. */
final class Binomial {
  private static final double[] LANCZOS = {
    0.99999999999980993,
    676.5203681218851,
    -1259.1392167224028,
    771.32342877765313,
    -176.61502916214059,
    12.507343278686905,
    -0.13857109526572012,
    9.9843695780195716e-6,
    1.5056327351493116e-7
  };
  private static final double NEGLIGIBLE = 1e-12;

  private Binomial() {}

  /**
   * The probability of at least {@code successes} in {@code trials}, relative error below 1e-9.
   * Summed from the first term on; above the mean each is smaller than the one before, so that few
   * are needed.
   */
  static double atLeast(int successes, int trials, double probability) {
    if (successes <= 0 || probability >= 1) {
      return 1;
    }
    if (probability <= 0) {
      return 0;
    }
    double term =
        Math.exp(
            logFactorial(trials)
                - logFactorial(successes)
                - logFactorial(trials - successes)
                + successes * Math.log(probability)
                + (trials - successes) * Math.log1p(-probability));
    double odds = probability / (1 - probability);
    double sum = term;
    for (int k = successes; k < trials; k++) {
      double ratio = odds * (trials - k) / (k + 1);
      term *= ratio;
      sum += term;
      if (ratio < 1 && term <= sum * NEGLIGIBLE * (1 - ratio)) {
        break;
      }
    }
    return Math.min(1, sum);
  }

  /** Lanczos' approximation of log Gamma(n + 1), exact to about 15 digits. */
  private static double logFactorial(int n) {
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (n + i);
    }
    double t = n + LANCZOS.length - 1.5;
    return 0.5 * Math.log(2 * Math.PI) + (n + 0.5) * Math.log(t) - t + Math.log(sum);
  }
}
