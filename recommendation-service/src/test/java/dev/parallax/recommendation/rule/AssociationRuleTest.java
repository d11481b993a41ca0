package dev.parallax.recommendation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expected values: chi2_contingency(correction=False), fisher_exact and binomtest.proportion_ci(
 * "wilson") of SciPy 1.17.1; the others from their definitions in Python.
 */
class AssociationRuleTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @ParameterizedTest
  @CsvSource({
    "736, 1903, 2513, 9835, 0.38675775091960063, 1.5136340948246207, 0.025394308582718052, 1.2140128748166512, 0.420750461805784",
    "19, 21, 792, 9835, 0.9047619047619048, 11.23526936026936, 0.0017599284999647205, 9.654448398576513, 0.9129439147083114",
    "12, 20, 100, 300, 0.6, 1.8, 0.017777777777777778, 1.6666666666666667, 0.47619047619047616",
    "0, 30, 40, 100, 0, 0, -0.12, 0.6, -1"
  })
  void measuresAreThoseOfTheirDefinitions(
      int count,
      int antecedent,
      int consequent,
      int baskets,
      double confidence,
      double lift,
      double leverage,
      double conviction,
      double zhang) {
    AssociationRule rule = rule(count, antecedent, consequent, baskets);
    assertThat(rule.support()).isEqualTo((double) count / baskets);
    assertThat(rule.confidence()).isCloseTo(confidence, EXACT);
    assertThat(rule.lift()).isCloseTo(lift, EXACT);
    assertThat(rule.leverage()).isCloseTo(leverage, EXACT);
    assertThat(rule.conviction()).isCloseTo(conviction, EXACT);
    assertThat(rule.zhang()).isCloseTo(zhang, EXACT);
  }

  @ParameterizedTest
  @CsvSource({
    "736, 1903, 2513, 9835, 213.64901734947333, 2.196774452402452e-48, false, 0.36512589306598653, 0.4088458768437382",
    "19, 21, 792, 9835, 193.08956712717014, 2.4032440202459893e-19, true, 0.7108586092608176, 0.9734812325619255",
    "60, 100, 100, 10000, 3551.6784001632486, 1.6015342733276092e-102, true, 0.5020025867910618, 0.6905987135675411",
    "3, 40, 50, 1000, 0.5482456140350878, 0.4461455142641005, true, 0.025836025774588198, 0.19864233524310543",
    "2, 100, 100, 10000, 1.020304050607081, 0.2642163456525706, true, 0.00550196755016235, 0.07001179072854391",
    "12, 20, 100, 300, 6.857142857142858, 0.008828760952818633, false, 0.38658150076225317, 0.7811934676271829",
    "0, 30, 40, 100, 28.57142857142857, 9.030488680364723e-08, false, 0, 0.11351339317396875"
  })
  void testsAndIntervalsAreThoseOfScipy(
      int count,
      int antecedent,
      int consequent,
      int baskets,
      double chiSquare,
      double pValue,
      boolean exact,
      double lower,
      double upper) {
    AssociationRule rule = rule(count, antecedent, consequent, baskets);
    assertThat(Independence.chiSquare(rule)).isCloseTo(chiSquare, within(1e-9 * chiSquare));
    assertThat(Independence.isExact(rule)).isEqualTo(exact);
    assertThat(Independence.pValue(rule)).isCloseTo(pValue, within(1e-9 * pValue));
    Interval interval = Intervals.confidence(rule);
    assertThat(interval.lower()).isCloseTo(lower, EXACT);
    assertThat(interval.upper()).isCloseTo(upper, EXACT);
  }

  @Test
  void aRuleThatIsNeverWrongConvincesWithoutBounds() {
    AssociationRule never = rule(10, 10, 40, 100);
    assertThat(never.conviction()).isInfinite();
    assertThat(never.zhang()).isCloseTo(2.0 / 3, EXACT);
    assertThat(rule(10, 40, 10, 100).zhang()).isCloseTo(1, EXACT);
    assertThat(Intervals.confidence(never).upper()).isEqualTo(1);
    assertThat(Intervals.confidence(never).lower()).isBetween(0.7, 0.73);
  }

  @ParameterizedTest
  @CsvSource({"30, 30, 100, 100", "30, 100, 30, 100", "100, 100, 100, 100", "1, 1, 1, 1"})
  void aSideThatIsInEveryBasketSaysNothingOfTheOther(
      int count, int antecedent, int consequent, int baskets) {
    AssociationRule rule = rule(count, antecedent, consequent, baskets);
    assertThat(rule.lift()).isCloseTo(1, EXACT);
    assertThat(rule.leverage()).isCloseTo(0, EXACT);
    assertThat(rule.conviction()).isCloseTo(1, EXACT);
    assertThat(rule.zhang()).isZero();
    assertThat(Independence.chiSquare(rule)).isZero();
    assertThat(Independence.pValue(rule)).isEqualTo(1);
    assertThat(Intervals.lift(rule).lower()).isCloseTo(1, within(1e-6));
    assertThat(Intervals.lift(rule).upper()).isCloseTo(1, within(1e-6));
  }

  @Test
  void whatIsNeverTogetherHasAnIntervalFromZeroOn() {
    Interval lift = Intervals.lift(rule(0, 30, 40, 100));
    assertThat(lift.lower()).isZero();
    assertThat(lift.upper()).isBetween(0.2, 1.0);
  }

  @Test
  void countsThatCannotBeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> rule(5, 4, 10, 100));
    assertThatIllegalArgumentException().isThrownBy(() -> rule(0, 0, 10, 100));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rule(1, 60, 60, 100))
        .withMessageContaining("count must leave");
  }

  private static AssociationRule rule(int count, int antecedent, int consequent, int baskets) {
    return new AssociationRule(new int[] {1}, 2, count, antecedent, consequent, baskets);
  }
}
