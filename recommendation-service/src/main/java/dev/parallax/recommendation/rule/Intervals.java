package dev.parallax.recommendation.rule;

import dev.parallax.recommendation.statistics.Rate;

/** 95 % intervals of a rule's measures: how far its baskets, being only so many, can be trusted. */
public final class Intervals {
  private static final double CONTINUITY = 0.5;

  private Intervals() {}

  /**
   * Of the confidence: Wilson's score interval (JASA 1927, doi:10.1080/01621459.1927.10502953). The
   * textbook interval, confidence plus or minus 1.96 standard errors, was rejected: at a confidence
   * of 1 it has no width, however few the baskets.
   */
  public static Interval confidence(AssociationRule rule) {
    Rate rate = Rate.of(rule.count(), rule.antecedentCount());
    return new Interval(rate.lower(), rate.upper());
  }

  /**
   * Of the lift: the delta method on its logarithm, with all three shares estimated from the same
   * baskets (Agresti, Categorical Data Analysis, 3rd ed., 16.1; for multinomial shares p of both, a
   * and c it gives Var(log lift) = (1/p - 1/a - 1/c + 2 lift - 1) / N). Dividing the interval of
   * the confidence by the consequent's share was rejected: it takes that share for known. Without a
   * basket of both the lower end is 0, and the upper one that of half a basket.
   */
  public static Interval lift(AssociationRule rule) {
    double n = rule.baskets();
    double a = rule.antecedentCount();
    double c = rule.consequentCount();
    double both = rule.count() == 0 ? CONTINUITY : rule.count();
    double lift = both * n / (a * c);
    double variance = 1 / both - 1 / a - 1 / c + (2 * lift - 1) / n;
    double factor = Math.exp(Rate.Z * Math.sqrt(Math.max(0, variance)));
    return new Interval(rule.count() == 0 ? 0 : lift / factor, lift * factor);
  }
}
