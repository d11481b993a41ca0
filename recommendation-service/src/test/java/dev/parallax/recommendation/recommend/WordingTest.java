package dev.parallax.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.recommendation.rule.AssociationRule;
import dev.parallax.recommendation.rule.Intervals;
import org.junit.jupiter.api.Test;

class WordingTest {
  @Test
  void sharesKeepTheDigitsThatCount() {
    assertThat(Wording.percent(0.0313)).isEqualTo("3.1");
    assertThat(Wording.percent(0.5)).isEqualTo("50.0");
    assertThat(Wording.percent(0.00144)).isEqualTo("0.14");
    assertThat(Wording.percent(0.000321)).isEqualTo("0.032");
  }

  @Test
  void aRuleSaysHowFarItsNumbersCanBeTrusted() {
    AssociationRule rule = new AssociationRule(new int[] {0}, 1, 30, 40, 50, 200);
    assertThat(Wording.measures(rule))
        .containsEntry("confidence", 0.75)
        .containsEntry("confidenceInterval", Intervals.confidence(rule))
        .containsEntry("lift", 3.0)
        .containsEntry("liftInterval", Intervals.lift(rule));
  }

  @Test
  void aListIsNotSaidToBeOfWhatSomebodyDidWhereOnlyTheSegmentIsKnown() {
    assertThat(Why.ofList(true, true, false).en()).doesNotContain("you looked at");
    assertThat(Why.ofList(true, true, true).en()).contains("what you looked at and bought");
  }
}
