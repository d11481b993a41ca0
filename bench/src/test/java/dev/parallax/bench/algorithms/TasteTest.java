package dev.parallax.bench.algorithms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Interactions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TasteTest {
  @Test
  void isAtLeastAsLargeAsAskedForSkewedAndWithoutRepeats() {
    Taste.Split split = new Taste(2_000, 500, 60_000, 10, 1).split();
    Interactions known = split.known();
    assertThat(known.size()).isBetween(60_000, 61_000);
    int[] counts = new int[500];
    for (int user = 0; user < known.users(); user++) {
      int[] items = History.of(known, user).items();
      assertThat(items).doesNotHaveDuplicates().doesNotContain(split.last()[user]);
      for (int item : items) {
        counts[item]++;
      }
    }
    Arrays.sort(counts);
    int popular = Arrays.stream(counts, 450, 500).sum();
    assertThat((double) popular / known.size()).isBetween(0.2, 0.6);
  }
}
