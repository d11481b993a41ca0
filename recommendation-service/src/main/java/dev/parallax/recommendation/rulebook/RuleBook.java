package dev.parallax.recommendation.rulebook;

import dev.parallax.recommendation.rule.Itemsets;
import dev.parallax.recommendation.rule.RuleFinder;
import dev.parallax.recommendation.rule.RuleSource;
import java.time.Instant;
import java.util.List;

/**
 * What one mining found.
 *
 * @param version grows with each mining of the source
 * @param readAt what had been committed by then is in it
 * @param mined what was found
 */
public record RuleBook(RuleSource source, long version, Instant readAt, Mined mined) {

  /**
   * What was found, whenever that was.
   *
   * @param items ids by number
   * @param baskets there are
   * @param minCounts from how many baskets on a set was frequent, by the number of its items
   */
  public record Mined(
      List<String> items,
      int baskets,
      List<Integer> minCounts,
      Itemsets itemsets,
      RuleFinder.Found found) {
    public Mined {
      items = List.copyOf(items);
      minCounts = List.copyOf(minCounts);
    }
  }
}
