package dev.parallax.recommendation.rulebook;

import dev.parallax.recommendation.rule.RuleSettings;
import dev.parallax.recommendation.rule.RuleSource;
import java.util.Arrays;

/**
 * The body of {@code POST /v1/rules/mine}; what is left out stays as it is, but for what follows
 * from what is given: {@code minSupport} alone counts alone, and with {@code redundant} come bounds
 * of its own.
 *
 * @param source baskets or sessions; both where it is left out
 * @param minSupport lowest share of baskets of a rule, above 0 and at most 1
 * @param minBaskets lowest number of baskets of a rule, whatever the share; at least 2, since one
 *     basket is one person's, and 2 where only minSupport is given
 * @param minConfidence of a rule, above 0 and at most 1
 * @param significance highest probability that a rule is better than a simpler one by chance
 * @param maxItems most items of a rule, both sides together, 2 to 10
 * @param mostItemsets that are kept: support is raised until they fit; up to what an eighth of the
 *     service's memory has room for
 * @param mostRules that are kept, those with most evidence; up to what another eighth has room for
 * @param redundant true for every rule with enough support and confidence, and where they are not
 *     given, the highest maxItems, mostItemsets and mostRules; false for those only that are better
 *     than each simpler one by more than chance, and those three as configured
 */
public record MiningRequest(
    String source,
    Double minSupport,
    Integer minBaskets,
    Double minConfidence,
    Double significance,
    Integer maxItems,
    Integer mostItemsets,
    Integer mostRules,
    Boolean redundant) {
  private static final int FEWEST_BASKETS = 2;

  /** Nothing is to change. */
  static final MiningRequest AS_IT_IS =
      new MiningRequest(null, null, null, null, null, null, null, null, null);

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
    bound("mostItemsets", mostItemsets, Room.forItemsets());
    bound("mostRules", mostRules, Room.forRules());
  }

  private static void share(String field, Double share) {
    if (share != null && !(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(field + " must be above 0 and at most 1");
    }
  }

  private static void bound(String field, Integer value, int room) {
    if (value != null && (value < 1 || value > room)) {
      throw new IllegalArgumentException(
          "%s must be 1 to %d, which is what there is memory for".formatted(field, room));
    }
  }

  boolean isFor(RuleSource one) {
    return source == null || source.equals(one.wireName());
  }

  /**
   * @param settings that count until now
   * @param configured those that counted before anybody asked for others
   */
  RuleSettings applyTo(RuleSettings settings, RuleSettings configured) {
    boolean all = redundant != null && redundant;
    RuleSettings bounds = redundant == null ? settings : configured;
    int fewest = minSupport == null ? settings.minBaskets() : FEWEST_BASKETS;
    int longest = all ? RuleSettings.MOST_ITEMS : bounds.maxItems();
    int itemsets =
        all ? Math.max(Room.forItemsets(), bounds.mostItemsets()) : bounds.mostItemsets();
    int rules = all ? Math.max(Room.forRules(), bounds.mostRules()) : bounds.mostRules();
    return new RuleSettings(
        minSupport == null ? settings.minSupport() : minSupport,
        minBaskets == null ? fewest : minBaskets,
        minConfidence == null ? settings.minConfidence() : minConfidence,
        significance == null ? settings.significance() : significance,
        maxItems == null ? longest : maxItems,
        mostItemsets == null ? itemsets : mostItemsets,
        mostRules == null ? rules : mostRules,
        redundant == null ? settings.redundant() : redundant);
  }
}
