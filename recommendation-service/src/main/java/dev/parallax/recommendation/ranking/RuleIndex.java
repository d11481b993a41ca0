package dev.parallax.recommendation.ranking;

import dev.parallax.recommendation.rule.AssociationRule;
import java.util.List;

/** Rules by the first item of their left side: a rule is looked at only when that one is there. */
final class RuleIndex {
  private final List<AssociationRule> rules;
  private final int[] offsets;
  private final int[] numbers;

  RuleIndex(int items, List<AssociationRule> rules) {
    this.rules = rules;
    this.offsets = new int[items + 1];
    for (AssociationRule rule : rules) {
      offsets[rule.antecedent(0) + 1]++;
    }
    for (int i = 0; i < items; i++) {
      offsets[i + 1] += offsets[i];
    }
    int[] next = offsets.clone();
    this.numbers = new int[rules.size()];
    for (int r = 0; r < numbers.length; r++) {
      numbers[next[rules.get(r).antecedent(0)]++] = r;
    }
  }

  AssociationRule rule(int number) {
    return rules.get(number);
  }

  /** Raises the score of what the item's rules point to, where their whole left side is active. */
  void apply(int item, Scratch scratch) {
    if (item + 1 >= offsets.length) {
      return;
    }
    for (int p = offsets[item]; p < offsets[item + 1]; p++) {
      AssociationRule rule = rules.get(numbers[p]);
      double strength = rule.addedValue() * leastRecent(rule, scratch);
      if (strength > 0) {
        scratch.offerRule(rule.consequent(), numbers[p], strength);
      }
    }
  }

  private static double leastRecent(AssociationRule rule, Scratch scratch) {
    double least = 1;
    for (int i = 0; i < rule.size(); i++) {
      least = Math.min(least, scratch.recency(rule.antecedent(i)));
    }
    return least;
  }
}
