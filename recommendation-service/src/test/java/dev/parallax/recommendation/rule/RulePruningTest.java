package dev.parallax.recommendation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RulePruningTest {
  private static final AssociationRule SIMPLE =
      new AssociationRule(new int[] {1}, 9, 60, 100, 100, 10_000);

  @Test
  void aLongerRuleThatIsNoBetterGoes() {
    AssociationRule same = new AssociationRule(new int[] {1, 2}, 9, 12, 20, 100, 10_000);
    assertThat(RulePruning.improving(List.of(SIMPLE, same), 0.001)).containsExactly(SIMPLE);
  }

  @Test
  void aLongerRuleThatIsBetterByLuckGoes() {
    AssociationRule lucky = new AssociationRule(new int[] {1, 2}, 9, 8, 10, 100, 10_000);
    assertThat(RulePruning.improving(List.of(SIMPLE, lucky), 0.001)).containsExactly(SIMPLE);
  }

  @Test
  void aLongerRuleThatIsBetterBeyondLuckStays() {
    AssociationRule better = new AssociationRule(new int[] {1, 2}, 9, 38, 40, 100, 10_000);
    assertThat(RulePruning.improving(List.of(SIMPLE, better), 0.001))
        .containsExactly(SIMPLE, better);
  }

  @Test
  void aPairThatMeetsAsOftenAsChanceGoes() {
    AssociationRule chance = new AssociationRule(new int[] {3}, 9, 2, 100, 100, 10_000);
    assertThat(RulePruning.improving(List.of(chance), 0.001)).isEmpty();
  }

  @Test
  void theStrongestAreThoseWithMostEvidence() {
    AssociationRule rare = new AssociationRule(new int[] {4}, 5, 8, 8, 8, 10_000);
    assertThat(RulePruning.strongest(List.of(rare, SIMPLE), 1)).containsExactly(SIMPLE);
  }

  @Test
  void theBinomialTailIsExact() {
    // 1 - 0.5^10, and the tails of R's pbinom(k - 1, n, p, lower.tail = FALSE).
    assertThat(Binomial.atLeast(1, 10, 0.5)).isCloseTo(1 - Math.pow(0.5, 10), within(1e-12));
    assertThat(Binomial.atLeast(10, 10, 0.5)).isCloseTo(Math.pow(0.5, 10), within(1e-15));
    assertThat(Binomial.atLeast(8, 10, 0.6)).isCloseTo(0.1672897536, within(1e-9));
    assertThat(Binomial.atLeast(0, 10, 0.1)).isEqualTo(1);
    assertThat(Binomial.atLeast(30, 1_000_000, 1e-5)).isBetween(2e-7, 3e-7);
  }

  @Test
  void measuresFollowFromTheCounts() {
    assertThat(SIMPLE.support()).isEqualTo(0.006);
    assertThat(SIMPLE.confidence()).isEqualTo(0.6);
    assertThat(SIMPLE.lift()).isCloseTo(60, within(1e-9));
    assertThat(SIMPLE.addedValue()).isCloseTo(0.59, within(1e-9));
  }
}
