package dev.parallax.recommendation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChiSquareTest {
  /** The usual table of quantiles, to its last digit. */
  @ParameterizedTest
  @CsvSource({
    "3.841459, 1, 0.05", "10.827566, 1, 0.001", "5.991465, 2, 0.05", "0.102587, 2, 0.95",
    "7.814728, 3, 0.05", "16.266236, 3, 0.001", "9.487729, 4, 0.05", "0.710723, 4, 0.95",
    "18.307038, 10, 0.05", "3.940299, 10, 0.95"
  })
  void theTailIsThatOfTheTable(double x, int degrees, double probability) {
    assertThat(ChiSquare.upperTail(x, degrees)).isCloseTo(probability, within(1e-6));
  }

  /** SciPy 1.17.1, far into the tail: rules are that certain. */
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0.1, 0.7518296340458492",
    "3.841458820694124, 0.05",
    "8, 0.004677734981047276",
    "100, 1.5239706048320995e-23",
    "1000, 1.7958327848007363e-219"
  })
  void theTailOfChiSquareIsThatOfScipy(double x, double expected) {
    assertThat(ChiSquare.upperTail(x, 1)).isCloseTo(expected, within(1e-10 * expected));
  }

  @Test
  void sharesThatAreKeptFitAndOthersDoNot() {
    assertThat(ChiSquare.fit(new long[] {5_020, 4_980}, new double[] {1, 1})).isGreaterThan(0.5);
    assertThat(ChiSquare.fit(new long[] {5_300, 4_700}, new double[] {1, 1})).isLessThan(1e-8);
    assertThat(ChiSquare.fit(new long[] {0, 0}, new double[] {1, 1})).isEqualTo(1);
    assertThat(ChiSquare.fit(new long[] {900, 100}, new double[] {0.9, 0.1})).isEqualTo(1);
  }
}
