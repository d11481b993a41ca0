package dev.parallax.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {
  @Property(tries = 300, seed = "20260101")
  void areaUnderRocIsTheShareOfPairsInTheRightOrder(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int size) {
    Sample sample = new Sample(seed, size);

    double area = RankingMetrics.areaUnderRoc(sample.scores, sample.frauds);

    double right = 0;
    double pairs = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        if (sample.frauds[i] && !sample.frauds[j]) {
          pairs++;
          right += sample.scores[i] > sample.scores[j] ? 1 : 0;
          right += sample.scores[i] == sample.scores[j] ? 0.5 : 0;
        }
      }
    }
    assertThat(area).isCloseTo(right / pairs, within(1e-12));
  }

  @Property(tries = 300, seed = "20260101")
  void averagePrecisionIsTheSumOverThresholds(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int size) {
    Sample sample = new Sample(seed, size);

    double average = RankingMetrics.averagePrecision(sample.scores, sample.frauds);

    double[] thresholds = Arrays.stream(sample.scores).distinct().sorted().toArray();
    double total = IntStream.range(0, size).filter(i -> sample.frauds[i]).count();
    double recallBefore = 0;
    double expected = 0;
    for (int t = thresholds.length - 1; t >= 0; t--) {
      double threshold = thresholds[t];
      double flagged = Arrays.stream(sample.scores).filter(s -> s >= threshold).count();
      double hits =
          IntStream.range(0, size)
              .filter(i -> sample.frauds[i] && sample.scores[i] >= threshold)
              .count();
      expected += (hits / total - recallBefore) * (hits / flagged);
      recallBefore = hits / total;
    }
    assertThat(average).isCloseTo(expected, within(1e-12));
  }

  @Test
  void metricsAreUndefinedWhereAKindIsMissing() {
    assertThat(RankingMetrics.areaUnderRoc(new double[] {0.1, 0.2}, new boolean[2])).isNaN();
    assertThat(RankingMetrics.averagePrecision(new double[] {0.1, 0.2}, new boolean[2])).isNaN();
  }

  @Test
  void brierIsTheMeanSquaredError() {
    double[] probabilities = {0.9, 0.2};
    assertThat(RankingMetrics.brier(probabilities, new boolean[] {true, false}))
        .isCloseTo((0.01 + 0.04) / 2, within(1e-12));
    assertThat(RankingMetrics.expectedOverObserved(probabilities, new boolean[] {true, false}))
        .isCloseTo(1.1, within(1e-12));
  }

  /** Scores on a coarse grid, so that ties are common; at least one of each kind. */
  private static final class Sample {
    private final double[] scores;
    private final boolean[] frauds;

    Sample(long seed, int size) {
      Random random = new Random(seed);
      scores = random.doubles(size).map(d -> Math.floor(d * 8) / 8).toArray();
      frauds = new boolean[size];
      for (int i = 0; i < size; i++) {
        frauds[i] = random.nextInt(4) == 0;
      }
      frauds[0] = true;
      frauds[1] = false;
    }
  }
}
