package dev.parallax.recommendation.rule;

import dev.parallax.recommendation.statistics.ChiSquare;

/**
 * Whether both sides of a rule have anything to do with each other: Pearson's chi-square test of
 * the four counts (for rules: Brin, Motwani and Silverstein, SIGMOD 1997,
 * doi:10.1145/253260.253327), without a continuity correction. Where one of the four expected
 * counts is below 5 its distribution is not the one it is compared with, and Fisher's exact test
 * takes its place (Cochran's rule, Biometrics 1954, doi:10.2307/3001616). Both are two-sided.
 */
public final class Independence {
  private static final double FEWEST_EXPECTED = 5;

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
        : ChiSquare.upperTail(chiSquare(rule), 1);
  }

  /** Whether the p-value is that of Fisher's exact test. */
  public static boolean isExact(AssociationRule rule) {
    double n = rule.baskets();
    double a = Math.min(rule.antecedentCount(), n - rule.antecedentCount());
    double c = Math.min(rule.consequentCount(), n - rule.consequentCount());
    return a * c / n < FEWEST_EXPECTED;
  }
}
