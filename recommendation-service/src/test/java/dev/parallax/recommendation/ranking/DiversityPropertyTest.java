package dev.parallax.recommendation.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The greedy choice against its definition, written down as it stands in the paper. */
class DiversityPropertyTest {
  private static final int ITEMS = 12;

  @Property(tries = 300, seed = "46")
  void eachNextIsTheOneOfMostMarginalRelevance(
      @ForAll @IntRange(max = 1_000_000) int seed,
      @ForAll @IntRange(min = 0, max = 10) int tenths,
      @ForAll @IntRange(min = 1, max = 15) int n) {
    Random random = new Random(seed);
    double[][] likeness = likeness(random);
    float[] scores = new float[ITEMS];
    for (int i = 0; i < ITEMS; i++) {
      scores[i] = random.nextFloat() + 0.01f;
    }
    Arrays.sort(scores);
    for (int i = 0; i < ITEMS / 2; i++) {
      float swap = scores[i];
      scores[i] = scores[ITEMS - 1 - i];
      scores[ITEMS - 1 - i] = swap;
    }
    int[] items = new int[ITEMS];
    Arrays.setAll(items, i -> i);
    double lambda = tenths / 10.0;

    int[] chosen = new Diversity(lambda, (a, b) -> likeness[a][b]).choose(items, scores, n);

    List<Integer> expected = new ArrayList<>();
    while (expected.size() < Math.min(n, ITEMS)) {
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < ITEMS; c++) {
        if (!expected.contains(c)) {
          double closest = 0;
          for (int other : expected) {
            closest = Math.max(closest, likeness[other][c]);
          }
          double marginal = lambda * scores[c] / scores[0] - (1 - lambda) * closest;
          if (marginal > most) {
            most = marginal;
            best = c;
          }
        }
      }
      expected.add(best);
    }
    if (lambda == 1) {
      expected.sort(Integer::compare);
    }
    assertThat(Arrays.stream(chosen).boxed().toList()).isEqualTo(expected);
  }

  private static double[][] likeness(Random random) {
    double[][] likeness = new double[ITEMS][ITEMS];
    for (int i = 0; i < ITEMS; i++) {
      for (int j = 0; j < i; j++) {
        likeness[i][j] = random.nextDouble();
        likeness[j][i] = likeness[i][j];
      }
    }
    return likeness;
  }
}
