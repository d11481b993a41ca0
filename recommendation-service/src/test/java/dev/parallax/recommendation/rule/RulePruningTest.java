package dev.parallax.recommendation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RulePruningTest {
  private static final AssociationRule SIMPLE =
      new AssociationRule(new int[] {1}, 9, 60, 100, 100, 10_000);

  @Test
  void aLongerRuleThatIsNoBetterGoes() {
    assertThat(kept(12, 20, 60)).containsExactly(SIMPLE);
  }

  @Test
  void aLongerRuleThatIsBetterByLuckGoes() {
    assertThat(kept(8, 10, 60)).containsExactly(SIMPLE);
  }

  @Test
  void aLongerRuleThatIsBetterBeyondLuckStays() {
    assertThat(kept(38, 40, 60)).hasSize(2);
  }

  @Test
  void aSimplerRuleCountsThatIsTooWeakToBeAmongThoseFound() {
    // {2} => 9 is right in 36 of 400, below a confidence of 0.1, and {1, 2} => 9 in 4 of 40.
    Itemsets itemsets = new Itemsets(100);
    accept(itemsets, 300, 1);
    accept(itemsets, 400, 2);
    accept(itemsets, 100, 9);
    accept(itemsets, 40, 1, 2);
    accept(itemsets, 12, 1, 9);
    accept(itemsets, 36, 2, 9);
    accept(itemsets, 4, 1, 2, 9);
    List<AssociationRule> found = RuleMiner.rules(itemsets, 0.1, 10_000);
    assertThat(found).extracting(AssociationRule::consequent).contains(9);
    assertThat(RulePruning.improving(found, itemsets, 0.01))
        .noneMatch(rule -> rule.consequent() == 9);
  }

  @Test
  void aPairThatMeetsAsOftenAsChanceGoes() {
    Itemsets itemsets = new Itemsets(100);
    accept(itemsets, 100, 3);
    accept(itemsets, 100, 9);
    accept(itemsets, 2, 3, 9);
    assertThat(RulePruning.improving(RuleMiner.rules(itemsets, 0.01, 10_000), itemsets, 0.001))
        .isEmpty();
  }

  @Test
  void theStrongestAreThoseWithMostEvidence() {
    AssociationRule rare = new AssociationRule(new int[] {4}, 5, 8, 8, 8, 10_000);
    assertThat(RulePruning.strongest(List.of(rare, SIMPLE), 1)).containsExactly(SIMPLE);
  }

  @Property(tries = 150, seed = "48")
  void whatIsKeptIsWhatCountingInTheBasketsKeeps(
      @ForAll @Size(min = 20, max = 60) List<@Size(max = 5) Set<@IntRange(max = 5) Integer>> drawn,
      @ForAll @IntRange(min = 1, max = 5) int tenths) {
    Itemsets itemsets = new Itemsets(1_000_000);
    FpGrowth.mine(Sets.baskets(drawn), 2, 10, itemsets);
    List<AssociationRule> rules = RuleMiner.rules(itemsets, tenths / 10.0, drawn.size());
    List<AssociationRule> expected = new ArrayList<>();
    for (AssociationRule rule : rules) {
      boolean improves = true;
      for (int subset = 0; subset < (1 << rule.size()) - 1; subset++) {
        Set<Integer> simpler = new TreeSet<>();
        for (int i = 0; i < rule.size(); i++) {
          if ((subset & (1 << i)) != 0) {
            simpler.add(rule.antecedent(i));
          }
        }
        List<Set<Integer>> about = drawn.stream().filter(b -> b.containsAll(simpler)).toList();
        int right = (int) about.stream().filter(b -> b.contains(rule.consequent())).count();
        double share = (double) right / about.size();
        double chance =
            new Hypergeometric(about.size(), right, rule.antecedentCount()).atLeast(rule.count());
        improves &= rule.confidence() > share + 1e-12 && chance <= 0.1;
      }
      if (improves) {
        expected.add(rule);
      }
    }
    assertThat(RulePruning.improving(rules, itemsets, 0.1)).isEqualTo(expected);
  }

  private static List<AssociationRule> kept(int both, int left, int simple) {
    Itemsets itemsets = new Itemsets(100);
    accept(itemsets, 100, 1);
    accept(itemsets, 1_000, 2);
    accept(itemsets, 100, 9);
    accept(itemsets, left, 1, 2);
    accept(itemsets, simple, 1, 9);
    accept(itemsets, both, 2, 9);
    accept(itemsets, both, 1, 2, 9);
    AssociationRule longer = new AssociationRule(new int[] {1, 2}, 9, both, left, 100, 10_000);
    List<AssociationRule> rules = List.of(SIMPLE, longer);
    return RulePruning.improving(rules, itemsets, 0.001);
  }

  private static void accept(Itemsets itemsets, int count, int... items) {
    itemsets.accept(items, items.length, count);
  }
}
