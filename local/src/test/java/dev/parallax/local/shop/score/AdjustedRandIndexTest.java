package dev.parallax.local.shop.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.local.shop.chance.Chance;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdjustedRandIndexTest {

  /** Values of scikit-learn 1.2.1's adjusted_rand_score. */
  @Test
  void agreesWithKnownValues() {
    assertThat(AdjustedRandIndex.of(List.of(0, 0, 1, 1), List.of(0, 0, 1, 2)))
        .isCloseTo(0.5714285714, within(1e-9));
    assertThat(AdjustedRandIndex.of(List.of(0, 0, 1, 2), List.of(0, 0, 1, 1)))
        .isCloseTo(0.5714285714, within(1e-9));
    assertThat(AdjustedRandIndex.of(List.of(0, 0, 0, 0), List.of(0, 1, 2, 3))).isZero();
    assertThat(AdjustedRandIndex.of(List.of(0, 0, 1, 1), List.of(0, 1, 0, 1)))
        .isCloseTo(-0.5, within(1e-9));
  }

  @Test
  void isOneForEqualPartitionsWhateverTheirNames() {
    assertThat(AdjustedRandIndex.of(List.of(0, 0, 1, 1, 2), List.of("b", "b", "c", "c", "a")))
        .isEqualTo(1);
  }

  @Test
  void isNearZeroForUnrelatedPartitionsOfAnyGranularity() {
    RandomGenerator random = Chance.root(7);
    List<Integer> truth = IntStream.range(0, 5000).mapToObj(i -> random.nextInt(5)).toList();
    for (int parts : new int[] {2, 5, 40}) {
      List<Integer> found = IntStream.range(0, 5000).mapToObj(i -> random.nextInt(parts)).toList();
      assertThat(AdjustedRandIndex.of(truth, found)).isCloseTo(0, within(0.01));
    }
  }

  @Test
  void refusesPartitionsOfDifferentThings() {
    assertThatThrownBy(() -> AdjustedRandIndex.of(List.of(1, 2), List.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 and 1");
  }
}
