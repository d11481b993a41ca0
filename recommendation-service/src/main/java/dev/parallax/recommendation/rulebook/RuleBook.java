package dev.parallax.recommendation.rulebook;

import dev.parallax.recommendation.rule.Condensed;
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
   * @param condensed which of the itemsets are closed and maximal
   */
  public record Mined(
      List<String> items,
      int baskets,
      List<Integer> minCounts,
      Itemsets itemsets,
      Condensed condensed,
      RuleFinder.Found found,
      Scope scope) {
    public Mined {
      items = List.copyOf(items);
      minCounts = List.copyOf(minCounts);
    }
  }

  /**
   * What was looked at.
   *
   * @param supportCount baskets that the support asked for is
   * @param minBaskets asked for, whatever the support
   * @param mostItemsets that were to be kept
   * @param longer itemsets of one item more than rules may have; negative where those did not fit
   * @param whole whether there was room for all baskets, not for the newest only
   */
  public record Scope(
      int supportCount, int minBaskets, int mostItemsets, int longer, boolean whole) {}
}
