package dev.parallax.recommendation.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Leaves the rules that say something: a rule must be better than every simpler one with the same
 * right side, and by more than chance explains. "Better" is Fisher's exact test, one-sided: of the
 * baskets that the simpler rule is about, do those which have the rest of the left side too have
 * the right side more often? The simplest rule has nothing on the left and is about all baskets, so
 * that coincidences go too. Without this the list by lift is topped by longer copies of good rules.
 * (Improvement: Bayardo, Agrawal and Gunopulos, ICDE 1999, doi:10.1109/ICDE.1999.754924; the test:
 * Webb, "Discovering significant patterns", Machine Learning 2007, doi:10.1007/s10994-007-5006-x.)
 */
final class RulePruning {
  private RulePruning() {}

  /**
   * @param itemsets those the rules were made of: the simpler rules are counted there, also the
   *     ones that are too weak to be among {@code rules}
   * @param significance highest probability of a coincidence, say 0.001
   * @return the rules kept, in their order
   */
  public static List<AssociationRule> improving(
      List<AssociationRule> rules, Itemsets itemsets, double significance) {
    List<AssociationRule> kept = new ArrayList<>();
    for (AssociationRule rule : rules) {
      if (improves(rule, itemsets, significance)) {
        kept.add(rule);
      }
    }
    return kept;
  }

  /** The strongest {@code limit} rules by evidence against chance: count x log(lift). */
  public static List<AssociationRule> strongest(List<AssociationRule> rules, int limit) {
    if (rules.size() <= limit) {
      return rules;
    }
    return rules.stream()
        .sorted(
            Comparator.comparingDouble((AssociationRule r) -> -r.count() * Math.log(r.lift()))
                .thenComparingInt(AssociationRule::consequent)
                .thenComparing(AssociationRule::antecedent, Arrays::compare))
        .limit(limit)
        .toList();
  }

  private static boolean improves(AssociationRule rule, Itemsets itemsets, double significance) {
    int size = rule.size();
    int[] simpler = new int[size];
    int[] withConsequent = new int[size];
    for (int subset = 0; subset < (1 << size) - 1; subset++) {
      int length = 0;
      for (int i = 0; i < size; i++) {
        if ((subset & (1 << i)) != 0) {
          simpler[length++] = rule.antecedent(i);
        }
      }
      int about = length == 0 ? rule.baskets() : itemsets.count(simpler, length);
      int right = countWith(rule.consequent(), simpler, length, withConsequent, itemsets);
      if (!beats(rule, about, right, significance)) {
        return false;
      }
    }
    return true;
  }

  private static int countWith(
      int consequent, int[] simpler, int length, int[] room, Itemsets itemsets) {
    System.arraycopy(simpler, 0, room, 0, length);
    int at = length;
    while (at > 0 && room[at - 1] > consequent) {
      room[at] = room[--at];
    }
    room[at] = consequent;
    return itemsets.count(room, length + 1);
  }

  private static boolean beats(AssociationRule rule, int about, int right, double significance) {
    return (long) rule.count() * about > (long) right * rule.antecedentCount()
        && new Hypergeometric(about, right, rule.antecedentCount()).atLeast(rule.count())
            <= significance;
  }
}
