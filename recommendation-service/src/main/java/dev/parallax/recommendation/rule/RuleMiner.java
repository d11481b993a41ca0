package dev.parallax.recommendation.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rules with one item on the right, from frequent itemsets. */
final class RuleMiner {
  private RuleMiner() {}

  /**
   * Every rule with at least this confidence, exact.
   *
   * @param itemsets all frequent ones, so that every antecedent is among them
   */
  public static List<AssociationRule> rules(Itemsets itemsets, double minConfidence, int baskets) {
    List<AssociationRule> rules = new ArrayList<>();
    each(
        itemsets,
        baskets,
        rule -> {
          if (isConfident(rule, minConfidence)) {
            rules.add(rule);
          }
        });
    return rules;
  }

  /** By multiplying: 3 of 10 are a confidence of 0.3, and not a little less. */
  static boolean isConfident(AssociationRule rule, double minConfidence) {
    return rule.count() >= minConfidence * rule.antecedentCount();
  }

  /** Every rule, of whatever confidence, in the order of the itemsets. */
  static void each(Itemsets itemsets, int baskets, Consumer<AssociationRule> taker) {
    int[] single = new int[1];
    for (int set = 0; set < itemsets.size(); set++) {
      int length = itemsets.length(set);
      for (int right = 0; right < length && length > 1; right++) {
        int[] antecedent = itemsets.without(set, right);
        single[0] = itemsets.item(set, right);
        taker.accept(
            new AssociationRule(
                antecedent,
                single[0],
                itemsets.count(set),
                itemsets.count(antecedent, antecedent.length),
                itemsets.count(single, 1),
                baskets));
      }
    }
  }
}
