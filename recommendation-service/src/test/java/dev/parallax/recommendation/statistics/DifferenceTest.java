package dev.parallax.recommendation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final int RUNS = 400;

  /** 40 looks, customers of differing taste, on both sides the same or not. */
  private static double found(double first, double second) {
    int found = 0;
    for (int run = 0; run < RUNS; run++) {
      SplittableRandom random = new SplittableRandom(run);
      CustomerSums left = new CustomerSums();
      CustomerSums right = new CustomerSums();
      boolean once = false;
      for (int look = 0; look < 40; look++) {
        for (int i = 0; i < 100; i++) {
          add(random, left, first);
          add(random, right, second);
        }
        Difference difference =
            Difference.between(
                Difference.Side.of(left.sums()), Difference.Side.of(right.sums()), 0.02);
        once |= difference.probability() < 0.05;
        assertThat(difference.probability() < 0.05)
            .as("the interval says the same")
            .isEqualTo(difference.lower() > 0 || difference.upper() < 0);
      }
      found += once ? 1 : 0;
    }
    return (double) found / RUNS;
  }

  private static void add(SplittableRandom random, CustomerSums sums, double rate) {
    double likes = random.nextBoolean() ? 2 * rate : 0;
    int n = 5 + random.nextInt(10);
    int x = 0;
    for (int i = 0; i < n; i++) {
      x += random.nextDouble() < likes ? 1 : 0;
    }
    sums.add(n, x);
  }

  @Test
  void lookedAtFortyTimesWhatIsTheSameIsFoundDifferentInAtMostFivePercent() {
    assertThat(found(0.05, 0.05)).isLessThan(0.05);
  }

  @Test
  void aRateThatHalvesIsFound() {
    assertThat(found(0.06, 0.03)).isGreaterThan(0.98);
  }

  @Test
  void theRatioIsThatOfThePaper() {
    // v = 0.0001, t = 0.0004, d = 0.05: sqrt(1/5) exp(0.0004 * 0.0025 / (2 * 0.0001 * 0.0005)).
    Difference difference =
        Difference.between(
            new Difference.Side(0.1, 0.00005), new Difference.Side(0.15, 0.00005), 0.02);
    assertThat(difference.probability()).isCloseTo(Math.sqrt(5) * Math.exp(-10), within(1e-9));
  }

  @Test
  void neverAndAlwaysAreToldApartAndNothingIsNot() {
    Difference broken =
        Difference.between(Difference.Side.of(0, 500), Difference.Side.of(60, 60), 0.05);
    assertThat(broken.probability()).isLessThan(1e-6);
    assertThat(
            Difference.between(Difference.Side.of(0, 0), Difference.Side.of(0, 0), 0.05)
                .probability())
        .isCloseTo(1, within(0.1));
  }

  @Test
  void customersWhoAllDoTheSameLeaveDoubt() {
    CustomerSums half = new CustomerSums();
    CustomerSums third = new CustomerSums();
    for (int customer = 0; customer < 5; customer++) {
      half.add(6, 3);
      third.add(6, 2);
    }
    Difference difference =
        Difference.between(Difference.Side.of(half.sums()), Difference.Side.of(third.sums()), 0.05);
    assertThat(difference.value()).isCloseTo(-1.0 / 6, within(1e-12));
    assertThat(difference.probability()).isBetween(0.5, 1.0);
    assertThat(difference.lower()).isLessThan(difference.value());
  }
}
