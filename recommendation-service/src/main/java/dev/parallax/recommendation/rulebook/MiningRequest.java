package dev.parallax.recommendation.rulebook;

import dev.parallax.recommendation.rule.RuleSettings;
import dev.parallax.recommendation.rule.RuleSource;
import java.util.Arrays;

/**
 * The body of {@code POST /v1/rules/mine}; what is left out stays as it is.
 *
 * @param source baskets or sessions; both where it is left out
 * @param minSupport lowest share of baskets of a rule, above 0 and at most 1
 * @param minBaskets lowest number of baskets of a rule, whatever the share; at least 2, since one
 *     basket is one person's
 * @param minConfidence of a rule, above 0 and at most 1
 * @param significance highest probability that a rule is better than a simpler one by chance
 * @param maxItems most items of a rule, both sides together, 2 to 10
 * @param redundant true for every rule with enough support and confidence, false for those only
 *     that are better than each simpler one by more than chance
 */
public record MiningRequest(
    String source,
    Double minSupport,
    Integer minBaskets,
    Double minConfidence,
    Double significance,
    Integer maxItems,
    Boolean redundant) {
  private static final int FEWEST_BASKETS = 2;

  /** Nothing is to change. */
  static final MiningRequest AS_IT_IS = new MiningRequest(null, null, null, null, null, null, null);

  public MiningRequest {
    if (source != null
        && Arrays.stream(RuleSource.values()).noneMatch(s -> s.wireName().equals(source))) {
      throw new IllegalArgumentException("source must be baskets or sessions");
    }
    share("minSupport", minSupport);
    share("minConfidence", minConfidence);
    share("significance", significance);
    if (minBaskets != null && minBaskets < FEWEST_BASKETS) {
      throw new IllegalArgumentException("minBaskets must be 2 or more");
    }
    if (maxItems != null
        && (maxItems < RuleSettings.FEWEST_ITEMS || maxItems > RuleSettings.MOST_ITEMS)) {
      throw new IllegalArgumentException("maxItems must be 2 to 10, both sides together");
    }
  }

  private static void share(String field, Double share) {
    if (share != null && !(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(field + " must be above 0 and at most 1");
    }
  }

  boolean isFor(RuleSource one) {
    return source == null || source.equals(one.wireName());
  }

  RuleSettings applyTo(RuleSettings settings) {
    return new RuleSettings(
        minSupport == null ? settings.minSupport() : minSupport,
        minBaskets == null ? settings.minBaskets() : minBaskets,
        minConfidence == null ? settings.minConfidence() : minConfidence,
        significance == null ? settings.significance() : significance,
        maxItems == null ? settings.maxItems() : maxItems,
        settings.mostItemsets(),
        settings.mostRules(),
        redundant == null ? settings.redundant() : redundant);
  }
}
