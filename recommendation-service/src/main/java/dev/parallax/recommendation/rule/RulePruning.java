package dev.parallax.recommendation.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Leaves the rules that say something: a rule must be better than every simpler one with the same
 * right side, and by more than chance explains. "Better" is a one-sided exact binomial test: if the
 * simpler rule's confidence were the truth, how probable would it be to see this one's count or
 * more? The simplest rule has nothing on the left and the item's own share as confidence, so that
 * coincidences go too. Without this the list by lift is topped by longer copies of good rules.
 * (Improvement: Bayardo, Agrawal and Gunopulos, ICDE 1999; the test: Hamalainen and Webb 2019,
 * doi:10.1007/s10618-018-0590-x.)
 */
public final class RulePruning {
  private RulePruning() {}

  /**
   * @param significance highest probability of a coincidence, say 0.001
   * @return the rules kept, in their order
   */
  public static List<AssociationRule> improving(List<AssociationRule> rules, double significance) {
    Map<Key, AssociationRule> known = HashMap.newHashMap(rules.size());
    for (AssociationRule rule : rules) {
      known.put(new Key(rule.antecedent(), rule.consequent()), rule);
    }
    List<AssociationRule> kept = new ArrayList<>();
    for (AssociationRule rule : rules) {
      if (coincidence(rule, best(rule, known)) <= significance) {
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

  /** The highest confidence that a simpler rule with the same right side has. */
  private static double best(AssociationRule rule, Map<Key, AssociationRule> known) {
    double best = (double) rule.consequentCount() / rule.baskets();
    int size = rule.size();
    for (int subset = 1; subset < (1 << size) - 1; subset++) {
      int[] antecedent = new int[Integer.bitCount(subset)];
      int next = 0;
      for (int i = 0; i < size; i++) {
        if ((subset & (1 << i)) != 0) {
          antecedent[next++] = rule.antecedent(i);
        }
      }
      AssociationRule simpler = known.get(new Key(antecedent, rule.consequent()));
      if (simpler != null) {
        best = Math.max(best, simpler.confidence());
      }
    }
    return best;
  }

  private static double coincidence(AssociationRule rule, double expectedConfidence) {
    return rule.confidence() <= expectedConfidence
        ? 1
        : Binomial.atLeast(rule.count(), rule.antecedentCount(), expectedConfidence);
  }

  private static final class Key {
    private final int[] antecedent;
    private final int consequent;

    Key(int[] antecedent, int consequent) {
      this.antecedent = antecedent;
      this.consequent = consequent;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && consequent == key.consequent
          && Arrays.equals(antecedent, key.antecedent);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(antecedent) + consequent;
    }
  }
}
