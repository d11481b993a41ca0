package dev.parallax.recommendation.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class SimilarityPropertyTest {
  @Property(tries = 300, seed = "5")
  void eachKindIsWhatItsDefinitionSaysOnDenseVectors(
      @ForAll Similarity.Kind kind,
      @ForAll @IntRange(min = 2, max = 20) int users,
      @ForAll @DoubleRange(min = 0, max = 5) double shrinkage,
      @ForAll @DoubleRange(min = 0, max = 1) double alpha,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Similarity similarity = new Similarity(kind, shrinkage, alpha);
    float[][] dense = dense(users, 6, similarity.ofCounts(), seed);
    SparseMatrix found = ItemKnn.fit(SparseMatrices.of(dense), 6, similarity, 2);
    for (int a = 0; a < 6; a++) {
      for (int b = 0; b < 6; b++) {
        double expected = a == b ? 0 : Math.max(0, defined(similarity, dense, a, b));
        assertThat((double) found.at(a, b))
            .isCloseTo(expected, within(1e-5 * Math.max(1, expected)));
      }
    }
  }

  @Property(tries = 100, seed = "6")
  void itsPartsAddUpToIt(
      @ForAll Similarity.Kind kind, @ForAll @IntRange(max = 1_000_000) int seed) {
    Similarity similarity = new Similarity(kind, 1, 0.3);
    float[][] dense = dense(2, 12, similarity.ofCounts(), seed);
    Extents first = Extents.of(12, dense[0]);
    Extents second = Extents.of(12, dense[1]);
    double dot = 0;
    for (int i = 0; i < 12; i++) {
      dot += dense[0][i] * dense[1][i];
    }
    double sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += similarity.part(dense[0][i], dense[1][i], dot, first, 0, second, 0);
    }
    assertThat(sum).isCloseTo(similarity.of(dot, first, 0, second, 0), within(1e-6));
  }

  private static double defined(Similarity similarity, float[][] dense, int a, int b) {
    int users = dense.length;
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    double meanA = 0;
    double meanB = 0;
    for (float[] row : dense) {
      dot += row[a] * row[b];
      squaresA += row[a] * row[a];
      squaresB += row[b] * row[b];
      meanA += row[a] / users;
      meanB += row[b] / users;
    }
    double covariance = 0;
    double spreadA = 0;
    double spreadB = 0;
    for (float[] row : dense) {
      covariance += (row[a] - meanA) * (row[b] - meanB);
      spreadA += (row[a] - meanA) * (row[a] - meanA);
      spreadB += (row[b] - meanB) * (row[b] - meanB);
    }
    double alpha = similarity.alpha();
    double above = similarity.kind() == Similarity.Kind.PEARSON ? covariance : dot;
    double below =
        switch (similarity.kind()) {
          case COSINE -> Math.pow(squaresA, alpha) * Math.pow(squaresB, 1 - alpha);
          case JACCARD -> squaresA + squaresB - dot;
          case PEARSON -> Math.sqrt(spreadA * spreadB);
          case LIFT -> squaresA * squaresB;
          case COUNT -> 1;
        };
    // An item nobody has, or everybody the same, is like nothing.
    boolean comparable = dot > 0 && (spreadA > 1e-9 && spreadB > 1e-9 || above == dot);
    return comparable ? above / (below + similarity.shrinkage()) : 0;
  }

  private static float[][] dense(int users, int items, boolean counts, int seed) {
    Random random = new Random(seed);
    float[][] dense = new float[users][items];
    for (float[] row : dense) {
      for (int i = 0; i < items; i++) {
        row[i] = random.nextInt(3) > 0 ? 0 : counts ? 1 : 1 + random.nextInt(4);
      }
    }
    return dense;
  }
}
