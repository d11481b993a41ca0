package dev.parallax.recommendation.rule;

import java.util.ArrayList;
import java.util.List;

/** Rules with one item on the right, from frequent itemsets. */
public final class RuleMiner {
  private RuleMiner() {}

  /**
   * Every rule with at least this confidence, exact.
   *
   * @param itemsets all frequent ones, so that every antecedent is among them
   */
  public static List<AssociationRule> rules(Itemsets itemsets, double minConfidence, int baskets) {
    List<AssociationRule> rules = new ArrayList<>();
    for (int set = 0; set < itemsets.size(); set++) {
      int length = itemsets.length(set);
      if (length < 2) {
        continue;
      }
      for (int right = 0; right < length; right++) {
        int[] antecedent = without(itemsets, set, right);
        int antecedentCount = itemsets.count(antecedent, antecedent.length);
        if (itemsets.count(set) < minConfidence * antecedentCount) {
          continue;
        }
        int consequent = itemsets.item(set, right);
        rules.add(
            new AssociationRule(
                antecedent,
                consequent,
                itemsets.count(set),
                antecedentCount,
                itemsets.count(new int[] {consequent}, 1),
                baskets));
      }
    }
    return rules;
  }

  private static int[] without(Itemsets itemsets, int set, int position) {
    int[] rest = new int[itemsets.length(set) - 1];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = itemsets.item(set, i < position ? i : i + 1);
    }
    return rest;
  }
}
