package dev.parallax.recommendation.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BucketsTest {
  @Test
  void customersFallEvenlyAndIndependentlyOfAnotherSalt() {
    int[][] both = new int[10][10];
    for (int i = 0; i < 100_000; i++) {
      String cid = "c_%032x".formatted(i);
      both[(int) (10 * Buckets.place("one", cid))][(int) (10 * Buckets.place("two", cid))]++;
    }
    double chiSquare = 0;
    for (int[] row : both) {
      for (int count : row) {
        chiSquare += (count - 1000.0) * (count - 1000.0) / 1000;
      }
    }
    assertThat(chiSquare).as("of 99 degrees of freedom, 99.9 % below").isBetween(60.0, 148.2);
  }

  @Test
  void thePlaceIsTheSameForEver() {
    assertThat(Buckets.place("salt", "c_1")).isEqualTo(Buckets.place("salt", "c_1"));
    assertThat(Buckets.place("sa", "ltc_1")).isNotEqualTo(Buckets.place("salt", "c_1"));
  }
}
