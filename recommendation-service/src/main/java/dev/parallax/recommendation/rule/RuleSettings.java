package dev.parallax.recommendation.rule;

/**
 * What rules are looked for.
 *
 * @param minSupport a rule's items are together in at least this share of baskets, above 0
 * @param minBaskets and in at least so many, whatever the share
 * @param minConfidence of a rule, above 0
 * @param significance highest probability that a rule is better than a simpler one by chance
 * @param maxItems most items of a rule, both sides together
 * @param mostItemsets bounds memory: the support is raised until they fit
 * @param mostRules that are kept, those with most evidence
 * @param redundant whether rules are kept too that are no better than a simpler one, or by chance
 */
public record RuleSettings(
    double minSupport,
    int minBaskets,
    double minConfidence,
    double significance,
    int maxItems,
    int mostItemsets,
    int mostRules,
    boolean redundant) {
  public static final int FEWEST_ITEMS = 2;
  public static final int MOST_ITEMS = 10;

  /** What serves shops of some hundred to some ten thousand items. */
  public static final RuleSettings USUAL =
      new RuleSettings(0.001, 8, 0.1, 0.001, 3, 200_000, 30_000);

  public RuleSettings {
    share("minSupport", minSupport);
    share("minConfidence", minConfidence);
    share("significance", significance);
    if (minBaskets < 1) {
      throw new IllegalArgumentException("minBaskets must be 1 or more");
    }
    if (maxItems < FEWEST_ITEMS || maxItems > MOST_ITEMS) {
      throw new IllegalArgumentException(
          "maxItems must be " + FEWEST_ITEMS + " to " + MOST_ITEMS + ", both sides together");
    }
    if (mostItemsets < 1 || mostRules < 1) {
      throw new IllegalArgumentException("mostItemsets and mostRules must be 1 or more");
    }
  }

  /** Without the redundant ones. */
  public RuleSettings(
      double minSupport,
      int minBaskets,
      double minConfidence,
      double significance,
      int maxItems,
      int mostItemsets,
      int mostRules) {
    this(
        minSupport,
        minBaskets,
        minConfidence,
        significance,
        maxItems,
        mostItemsets,
        mostRules,
        false);
  }

  private static void share(String field, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(field + " must be above 0 and at most 1");
    }
  }
}
