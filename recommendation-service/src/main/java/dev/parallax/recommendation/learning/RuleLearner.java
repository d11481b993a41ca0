package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.rule.AssociationRule;
import dev.parallax.recommendation.rule.Baskets;
import dev.parallax.recommendation.rule.FpGrowth;
import dev.parallax.recommendation.rule.ItemsetSink;
import dev.parallax.recommendation.rule.Itemsets;
import dev.parallax.recommendation.rule.RuleMiner;
import dev.parallax.recommendation.rule.RulePruning;
import java.util.List;

/**
 * Rules of one or two items on the left. Pairs and triples are mined one after the other, each at
 * the lowest support that fits the memory allowed: a shop with long baskets has few pairs but
 * millions of triples, and would lose its rare pairs to them.
 */
final class RuleLearner {
  private static final double RAISE = 1.5;
  private static final double PART_OF_PAIRS = 0.6;
  private static final int PAIR = 2;
  private static final int TRIPLE = 3;

  private final Settings settings;

  RuleLearner(Settings settings) {
    this.settings = settings;
  }

  /**
   * @param minCountOfPairs baskets that the rarest pair kept is in
   * @param minCountOfTriples the same for three items
   */
  record Learned(List<AssociationRule> rules, int minCountOfPairs, int minCountOfTriples) {}

  Learned learn(Baskets baskets) {
    int minCount =
        Math.max(settings.minBaskets(), (int) Math.ceil(settings.minSupport() * baskets.size()));
    int capacity = (int) (settings.mostItemsets() * PART_OF_PAIRS);
    int pairCount = minCount;
    Itemsets itemsets = new Itemsets(capacity);
    while (!FpGrowth.mine(baskets, pairCount, PAIR, itemsets)) {
      pairCount = raise(pairCount);
      itemsets = new Itemsets(capacity);
    }
    int tripleCount = pairCount;
    while (!fits(baskets, tripleCount, settings.mostItemsets() - capacity)) {
      tripleCount = raise(tripleCount);
    }
    Itemsets all = itemsets.withCapacity(settings.mostItemsets());
    FpGrowth.mine(baskets, tripleCount, TRIPLE, onlyTriples(all));
    List<AssociationRule> rules =
        RuleMiner.rules(all, settings.minConfidence(), Math.max(1, baskets.size()));
    List<AssociationRule> kept =
        RulePruning.strongest(
            RulePruning.improving(rules, settings.significance()), settings.mostRules());
    return new Learned(kept, pairCount, tripleCount);
  }

  private static int raise(int count) {
    return (int) Math.ceil(count * RAISE);
  }

  private static ItemsetSink onlyTriples(ItemsetSink sink) {
    return (items, length, count) -> length < TRIPLE || sink.accept(items, length, count);
  }

  private static boolean fits(Baskets baskets, int minCount, int capacity) {
    int[] found = {0};
    return FpGrowth.mine(
        baskets, minCount, TRIPLE, onlyTriples((items, length, count) -> ++found[0] <= capacity));
  }
}
