package dev.parallax.recommendation.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ItemKnnPropertyTest {
  @Property(tries = 200, seed = "44")
  void findsWhatADenseBruteForceFinds(
      @ForAll @IntRange(min = 1, max = 30) int customers,
      @ForAll @IntRange(min = 1, max = 25) int items,
      @ForAll @IntRange(min = 1, max = 8) int k,
      @ForAll @DoubleRange(min = 0, max = 20) double shrinkage,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    float[][] dense = random(customers, items, seed);
    SparseMatrix found = ItemKnn.fit(SparseMatrices.of(dense), k, shrinkage, threads);
    assertThat(found.rows()).isEqualTo(items);
    for (int item = 0; item < items; item++) {
      List<double[]> expected = bruteForce(dense, item, shrinkage);
      assertThat(found.to(item) - found.from(item)).isEqualTo(Math.min(k, expected.size()));
      double last =
          found.to(item) > found.from(item) ? expected.get(Math.min(k, expected.size()) - 1)[1] : 0;
      for (int p = found.from(item); p < found.to(item); p++) {
        double similarity = cosine(dense, item, found.column(p), shrinkage);
        assertThat((double) found.value(p)).isCloseTo(similarity, within(1e-6));
        assertThat(similarity).isGreaterThanOrEqualTo(last - 1e-6);
      }
    }
  }

  private static List<double[]> bruteForce(float[][] dense, int item, double shrinkage) {
    List<double[]> others = new ArrayList<>();
    for (int other = 0; other < dense[0].length; other++) {
      double similarity = other == item ? 0 : cosine(dense, item, other, shrinkage);
      if (similarity > 0) {
        others.add(new double[] {other, similarity});
      }
    }
    others.sort(Comparator.comparingDouble((double[] o) -> -o[1]));
    return others;
  }

  private static double cosine(float[][] dense, int a, int b, double shrinkage) {
    double dot = 0;
    double normA = 0;
    double normB = 0;
    for (float[] row : dense) {
      dot += (double) row[a] * row[b];
      normA += (double) row[a] * row[a];
      normB += (double) row[b] * row[b];
    }
    return dot == 0 ? 0 : dot / (Math.sqrt(normA) * Math.sqrt(normB) + shrinkage);
  }

  private static float[][] random(int customers, int items, int seed) {
    Random random = new Random(seed);
    float[][] dense = new float[customers][items];
    for (float[] row : dense) {
      for (int i = 0; i < items; i++) {
        row[i] = random.nextInt(4) == 0 ? 0.5f + random.nextFloat() * 3 : 0;
      }
    }
    return dense;
  }
}
