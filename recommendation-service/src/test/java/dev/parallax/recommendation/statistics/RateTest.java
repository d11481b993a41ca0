package dev.parallax.recommendation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateTest {
  /** Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
  @Test
  void independentObservationsHaveThePublishedIntervals() {
    Rate rate = Rate.of(81, 263);
    assertThat(rate.lower()).isCloseTo(0.2553, within(5e-5));
    assertThat(rate.upper()).isCloseTo(0.3662, within(5e-5));
    assertThat(Rate.of(0, 20).upper()).isCloseTo(0.1611, within(5e-5));
    assertThat(Rate.of(29, 29).lower()).isCloseTo(0.8830, within(5e-5));
    assertThat(Rate.of(0, 0).value()).isNull();
  }

  @Test
  void ofCustomersWhoAreAllAlikeInThemselvesEachCountsOnce() {
    // 100 customers with 10 places each, of which 20 customers click all ten.
    Rate clustered = Rate.of(new Rate.Sums(100, 1000, 10_000, 200, 2000, 2000));
    Rate independent = Rate.of(20, 100);
    assertThat(clustered.lower()).isCloseTo(independent.lower(), within(2e-3));
    assertThat(clustered.upper()).isCloseTo(independent.upper(), within(2e-3));
  }

  @Test
  void ninetyFivePercentOfIntervalsHoldTheTruthWhenCustomersDiffer() {
    int held = 0;
    for (int seed = 0; seed < 400; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      CustomerSums sums = new CustomerSums();
      for (int customer = 0; customer < 200; customer++) {
        double likes = random.nextInt(5) == 0 ? 0.5 : 0.025; // 0.12 in the mean
        int n = 1 + random.nextInt(20);
        int x = 0;
        for (int i = 0; i < n; i++) {
          x += random.nextDouble() < likes ? 1 : 0;
        }
        sums.add(n, x);
      }
      Rate rate = Rate.of(sums.sums());
      held += rate.lower() <= 0.12 && rate.upper() >= 0.12 ? 1 : 0;
    }
    assertThat(held / 400.0).isBetween(0.92, 0.98);
  }

  @Test
  void theBootstrapHoldsTheTruthOfSkewedRevenue() {
    int held = 0;
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] money = new double[50];
      double[] shown = new double[50];
      for (int customer = 0; customer < 2_000; customer++) {
        int bucket = random.nextInt(50);
        shown[bucket] += 10;
        if (random.nextInt(20) == 0) {
          money[bucket] -= 40 * Math.log(random.nextDouble()); // exponential, mean 40
        }
      }
      Bootstrap.Interval interval = Bootstrap.ratio(money, shown, seed);
      held += interval.lower() <= 0.2 && interval.upper() >= 0.2 ? 1 : 0;
    }
    assertThat(held / 200.0).isBetween(0.90, 0.99);
  }
}
