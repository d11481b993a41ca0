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
      double[][] sums = new double[2][6];
      boolean once = false;
      for (int look = 0; look < 40; look++) {
        for (int i = 0; i < 100; i++) {
          add(random, sums[0], first);
          add(random, sums[1], second);
        }
        Difference difference =
            Difference.between(
                Difference.Side.of(sums(sums[0])), Difference.Side.of(sums(sums[1])), 0.02);
        once |= difference.probability() < 0.05;
        assertThat(difference.probability() < 0.05)
            .as("the interval says the same")
            .isEqualTo(difference.lower() > 0 || difference.upper() < 0);
      }
      found += once ? 1 : 0;
    }
    return (double) found / RUNS;
  }

  private static void add(SplittableRandom random, double[] s, double rate) {
    double likes = random.nextBoolean() ? 2 * rate : 0;
    int n = 5 + random.nextInt(10);
    int x = 0;
    for (int i = 0; i < n; i++) {
      x += random.nextDouble() < likes ? 1 : 0;
    }
    s[0]++;
    s[1] += n;
    s[2] += n * n;
    s[3] += x;
    s[4] += x * x;
    s[5] += n * x;
  }

  private static Rate.Sums sums(double[] s) {
    return new Rate.Sums(s[0], s[1], s[2], s[3], s[4], s[5]);
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
}
