package dev.parallax.local.shop.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChanceTest {

  private final RandomGenerator random = Chance.root(1);

  @Test
  void poissonNumbersHaveTheirMeanAsVariance() {
    int[] draws = IntStream.range(0, 50_000).map(i -> Chance.poisson(random, 4)).toArray();
    double mean = IntStream.of(draws).average().orElseThrow();
    double variance = IntStream.of(draws).mapToDouble(d -> (d - mean) * (d - mean)).sum() / 50_000;

    assertThat(mean).isCloseTo(4, within(0.05));
    assertThat(variance).isCloseTo(4, within(0.12));
    assertThat(Chance.poisson(random, 0)).isZero();
  }

  @Test
  void anIndexIsDrawnAsOftenAsItsWeightSays() {
    double[] sums = Chance.cumulative(new double[] {1, 0, 3});
    int[] counts = new int[3];
    for (int i = 0; i < 40_000; i++) {
      counts[Chance.index(random, sums)]++;
    }

    assertThat(counts[0] / 40_000.0).isCloseTo(0.25, within(0.01));
    assertThat(counts[1]).isZero();
  }

  @Test
  void refusesWeightsThatAreNone() {
    assertThatThrownBy(() -> Chance.cumulative(new double[] {0, 0}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Chance.cumulative(new double[] {1, -1}))
        .hasMessageContaining("weight 1");
    assertThatThrownBy(() -> Chance.poisson(random, -1)).hasMessageContaining("mean");
  }
}
