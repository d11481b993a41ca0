package dev.parallax.recommendation.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.contracts.Phrase;
import dev.parallax.recommendation.statistics.Difference;
import dev.parallax.recommendation.statistics.Rate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final ExperimentResults.Arm FIRST = arm("usual", null, null);

  private static Difference difference(double value, double probability) {
    return new Difference(value, value - 0.01, value + 0.01, probability);
  }

  /** Against a click-through of 4 % and a conversion of 1 %. */
  private static ExperimentResults.Arm arm(String name, Difference clicks, Difference orders) {
    return new ExperimentResults.Arm(
        name,
        100,
        1_000,
        0,
        0,
        new Rate(0.04 + (clicks == null ? 0 : clicks.value()), 0.0, 1.0),
        new Rate(0.01 + (orders == null ? 0 : orders.value()), 0.0, 1.0),
        clicks,
        orders);
  }

  private static Phrase verdict(ExperimentResults.Arm... others) {
    List<ExperimentResults.Arm> arms = new ArrayList<>(List.of(FIRST));
    arms.addAll(List.of(others));
    return Verdict.of(arms, 0.05);
  }

  @Test
  void moreClicksWithFewerOrdersAreSaidAsSuch() {
    Phrase verdict = verdict(arm("loud", difference(0.01, 1e-4), difference(-0.005, 1e-3)));
    assertThat(verdict.en())
        .isEqualTo(
            "Customers click more of loud: 5.00 % of items against 4.00 % of usual."
                + " Customers order less of loud: 0.50 % of items against 1.00 % of usual.");
    assertThat(verdict.zh())
        .isEqualTo(
            "客户点击“loud”更多：点击率 5.00 %，而“usual”为 4.00 %。客户购买“loud”更少：转化率 0.50 %，而“usual”为 1.00 %。");
  }

  @Test
  void ordersAreToldWhereClicksAreAlike() {
    assertThat(verdict(arm("a", difference(0.001, 0.9), difference(0.01, 1e-4))).en())
        .isEqualTo(
            "No difference of click-through is beyond chance so far."
                + " Customers order more of a: 2.00 % of items against 1.00 % of usual.");
  }

  @Test
  void whatIsEnoughForOneArmIsNotForOneOfFour() {
    Difference alike = difference(0.001, 0.9);
    ExperimentResults.Arm lucky = arm("lucky", difference(0.01, 0.02), alike);
    ExperimentResults.Arm other = arm("other", alike, null);
    assertThat(verdict(lucky).en()).startsWith("Customers click more of lucky");
    assertThat(verdict(other, lucky, other, other).en()).startsWith("No difference");
  }

  @Test
  void theBestOfSeveralIsNamed() {
    assertThat(
            verdict(
                    arm("worse", difference(-0.01, 1e-6), null),
                    arm("good", difference(0.01, 1e-6), null),
                    arm("best", difference(0.02, 1e-6), null))
                .en())
        .startsWith("Customers click more of best");
    assertThat(verdict(arm("worse", difference(-0.01, 1e-6), null)).en())
        .startsWith("Customers click less of worse: 3.00 % of items against 4.00 % of usual.");
  }
}
