package dev.parallax.recommendation.rule;

/**
 * Whether both sides of a rule have anything to do with each other: Pearson's chi-square test of
 * the four counts (for rules: Brin, Motwani and Silverstein, SIGMOD 1997,
 * doi:10.1145/253260.253327), without a continuity correction. Where one of the four expected
 * counts is below 5 its distribution is not the one it is compared with, and Fisher's exact test
 * takes its place (Cochran's rule, Biometrics 1954, doi:10.2307/3001616). Both are two-sided.
 */
public final class Independence {
  private static final double FEWEST_EXPECTED = 5;
  private static final double SERIES_UP_TO = 2;
  private static final double PRECISION = 1e-16;
  private static final double TINY = 1e-300;
  private static final int MOST_TERMS = 500;

  private Independence() {}

  /** The statistic, with one degree of freedom; 0 where a side is in every basket. */
  public static double chiSquare(AssociationRule rule) {
    double n = rule.baskets();
    double a = rule.antecedentCount();
    double c = rule.consequentCount();
    double margins = a * (n - a) * c * (n - c);
    double difference = rule.count() * n - a * c;
    return margins == 0 ? 0 : n * difference * difference / margins;
  }

  /** How probable counts at least as unlikely are if both sides are independent. */
  public static double pValue(AssociationRule rule) {
    return isExact(rule)
        ? new Hypergeometric(rule.baskets(), rule.consequentCount(), rule.antecedentCount())
            .asExtremeAs(rule.count())
        : upperTail(chiSquare(rule));
  }

  /** Whether the p-value is that of Fisher's exact test. */
  public static boolean isExact(AssociationRule rule) {
    double n = rule.baskets();
    double a = Math.min(rule.antecedentCount(), n - rule.antecedentCount());
    double c = Math.min(rule.consequentCount(), n - rule.consequentCount());
    return a * c / n < FEWEST_EXPECTED;
  }

  /** The probability that a chi-square variable with one degree of freedom is above {@code x}. */
  static double upperTail(double x) {
    return complementaryError(Math.sqrt(x / 2));
  }

  /**
   * The complementary error function for {@code x} of 0 or more: the series of the error function
   * for small ones, Lentz' continued fraction for the others (Abramowitz and Stegun, 7.1.5,
   * 7.1.14).
   */
  private static double complementaryError(double x) {
    double scale = Math.exp(-x * x) / Math.sqrt(Math.PI);
    if (x < SERIES_UP_TO) {
      double term = 2 * x;
      double sum = term;
      for (int n = 1; n < MOST_TERMS && term > PRECISION * sum; n++) {
        term *= 2 * x * x / (2 * n + 1);
        sum += term;
      }
      return 1 - scale * sum;
    }
    double f = x;
    double c = x;
    double d = 0;
    for (int n = 1; n < MOST_TERMS; n++) {
      double part = n / 2.0;
      d = 1 / Math.max(x + part * d, TINY);
      c = x + part / c;
      f *= c * d;
      if (Math.abs(c * d - 1) < PRECISION) {
        break;
      }
    }
    return scale / f;
  }
}
