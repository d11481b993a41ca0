package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.rule.AssociationRule;
import dev.parallax.recommendation.rule.Baskets;
import dev.parallax.recommendation.rule.RuleFinder;
import dev.parallax.recommendation.rule.RuleSettings;
import java.util.List;

/** Rules of one or two items on the left, for a model. */
final class RuleLearner {
  private static final int PAIR = 2;
  private static final int TRIPLE = 3;

  private final RuleSettings settings;

  RuleLearner(Settings settings) {
    this.settings =
        new RuleSettings(
            settings.minSupport(),
            settings.minBaskets(),
            settings.minConfidence(),
            settings.significance(),
            TRIPLE,
            settings.mostItemsets(),
            settings.mostRules());
  }

  /**
   * @param minCountOfPairs baskets that the rarest pair kept is in
   * @param minCountOfTriples the same for three items
   */
  record Learned(List<AssociationRule> rules, int minCountOfPairs, int minCountOfTriples) {}

  Learned learn(Baskets baskets) {
    RuleFinder.Mined mined = RuleFinder.mine(baskets, settings);
    return new Learned(
        RuleFinder.rules(mined.itemsets(), baskets.size(), settings),
        mined.thresholds().minCount(PAIR, baskets.size()),
        mined.thresholds().minCount(TRIPLE, baskets.size()));
  }
}
