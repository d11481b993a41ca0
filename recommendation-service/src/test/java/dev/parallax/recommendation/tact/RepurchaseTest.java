package dev.parallax.recommendation.tact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RepurchaseTest {
  private static final long DAY = 86_400;

  /** A quarter is back after 20 days, half after 30; six of ten buy it again. */
  private static final Repurchase COFFEE = new Repurchase(30, 20, 0.6, 100);

  @Test
  void nothingIsDueBeforeAQuarterOfBuyersCameBack() {
    assertThat(COFFEE.due(0, 19 * DAY)).isZero();
    assertThat(COFFEE.due(5 * DAY, 0)).isZero();
  }

  @Test
  void itGrowsToTheShareWhoBuyAgainUpToTheMedian() {
    assertThat(COFFEE.due(0, 20 * DAY)).isCloseTo(0.3, within(1e-9));
    assertThat(COFFEE.due(0, 25 * DAY)).isCloseTo(0.45, within(1e-9));
    assertThat(COFFEE.due(0, 30 * DAY)).isCloseTo(0.6, within(1e-9));
    assertThat(COFFEE.due(0, 80 * DAY)).isCloseTo(0.6, within(1e-9));
  }

  @Test
  void whoStayedAwayForThreeTimesAsLongHasNoUseForIt() {
    assertThat(COFFEE.due(0, 91 * DAY)).isZero();
  }

  @Test
  void whatNobodyBuysAgainIsNeverDue() {
    assertThat(new Repurchase(0, 0, 0, 0).due(0, 0)).isZero();
  }
}
