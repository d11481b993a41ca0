package dev.parallax.recommendation.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void theIntervalOfAMeanIsThatOfTheTextbookWhereCasesAreMany() {
    Random random = new Random(5);
    double[] values = random.doubles(2_000).toArray();
    Estimate estimate = new Bootstrap(2_000, 1).means(values, 1)[0];
    double half = 1.96 * Math.sqrt(1.0 / 12 / 2_000);
    assertThat(estimate.value())
        .isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-12));
    assertThat(estimate.upper() - estimate.value()).isCloseTo(half, within(0.15 * half));
    assertThat(estimate.value() - estimate.lower()).isCloseTo(half, within(0.15 * half));
  }

  @Test
  void ninetyFiveOfAHundredIntervalsHoldTheTruth() {
    int held = 0;
    for (int run = 0; run < 200; run++) {
      double[] values = new Random(run).doubles(100).toArray();
      Estimate estimate = new Bootstrap(100, run).means(values, 1)[0];
      held += estimate.lower() <= 0.5 && 0.5 <= estimate.upper() ? 1 : 0;
    }
    assertThat(held).isBetween(180, 199);
  }

  @Test
  void pairedDifferencesSeeWhatSeparateIntervalsDoNot() {
    Random random = new Random(9);
    double[] other = random.doubles(300).toArray();
    double[] one = Arrays.stream(other).map(v -> v + 0.01).toArray();
    Bootstrap bootstrap = new Bootstrap(300, 2);
    assertThat(bootstrap.means(one, 1)[0].lower()).isLessThan(bootstrap.means(other, 1)[0].upper());
    assertThat(bootstrap.compare(one, other).verdict()).isEqualTo(Comparison.Verdict.BETTER);
    assertThat(bootstrap.compare(other, one).verdict()).isEqualTo(Comparison.Verdict.WORSE);
    double[] noise = Arrays.stream(other).map(v -> v + random.nextGaussian()).toArray();
    assertThat(bootstrap.compare(noise, other).verdict())
        .isEqualTo(Comparison.Verdict.WITHIN_NOISE);
  }

  @Test
  void theSameSeedGivesTheSameIntervalAndSharesStayShares() {
    double[] values = new Random(3).doubles(50).toArray();
    assertThat(new Bootstrap(50, 4).means(values, 1)[0])
        .isEqualTo(new Bootstrap(50, 4).means(values, 1)[0])
        .isNotEqualTo(new Bootstrap(50, 5).means(values, 1)[0]);
    int[] lists = new Random(1).ints(50, 0, 40).toArray();
    Exposure exposure = new Exposure(40, 1, lists);
    Estimate coverage = new Bootstrap(50, 4).ofShare(exposure::coverage);
    assertThat(coverage.value()).isBetween(coverage.lower(), coverage.upper());
    assertThat(coverage.lower()).isPositive();
    assertThat(coverage.upper()).isLessThanOrEqualTo(1);
  }

  @Test
  void withoutCasesThereIsNothingAndNoFault() {
    assertThat(new Bootstrap(0, 1).means(new double[0], 1)[0]).isEqualTo(new Estimate(0, 0, 0));
    assertThat(new Bootstrap(0, 1).compare(new double[0], new double[0]).verdict())
        .isEqualTo(Comparison.Verdict.WITHIN_NOISE);
  }
}
