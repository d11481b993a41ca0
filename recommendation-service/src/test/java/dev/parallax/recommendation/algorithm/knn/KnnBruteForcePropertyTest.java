package dev.parallax.recommendation.algorithm.knn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Samples;
import dev.parallax.recommendation.algorithm.Scorer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Neighbours against loops over dense matrices, written from the definitions. */
class KnnBruteForcePropertyTest {
  private static final int USERS = 12;
  private static final int ITEMS = 9;

  enum Weighting {
    NONE,
    TF_IDF,
    BM25
  }

  @Property(tries = 150, seed = "20")
  void itemsAreScoredByTheirNeighbours(
      @ForAll Weighting weighting,
      @ForAll @IntRange(min = 1, max = 9) int k,
      @ForAll @DoubleRange(min = 0, max = 5) double shrinkage,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Interactions data = Samples.any(USERS, ITEMS, 50, seed);
    Scorer scorer = fit("item-knn", weighting, k, shrinkage, data);
    double[][] values = Samples.dense(data);
    double[][] byItem = weighted(transposed(values), weighting);
    for (int user = 0; user < USERS; user++) {
      float[] scores = Samples.scores(scorer, data, user);
      for (int item = 0; item < ITEMS; item++) {
        double expected = 0;
        for (int near : nearest(byItem[item], item, byItem, k, shrinkage)) {
          expected += values[user][near] * cosine(byItem[item], byItem[near], shrinkage);
        }
        assertThat((double) scores[item]).isCloseTo(expected, within(1e-4));
      }
    }
  }

  @Property(tries = 150, seed = "21")
  void usersAreScoredByTheirNeighbours(
      @ForAll Weighting weighting,
      @ForAll @IntRange(min = 1, max = 14) int k,
      @ForAll @DoubleRange(min = 0, max = 5) double shrinkage,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Interactions data = Samples.any(USERS, ITEMS, 50, seed);
    Scorer scorer = fit("user-knn", weighting, k, shrinkage, data);
    double[][] values = Samples.dense(data);
    double[][] byUser = weighted(values, weighting);
    for (int user = 0; user < USERS; user++) {
      float[] scores = Samples.scores(scorer, data, user);
      int[] near = nearest(byUser[user], -1, byUser, k, shrinkage);
      for (int item = 0; item < ITEMS; item++) {
        double expected = 0;
        for (int other : near) {
          expected += values[other][item] * cosine(byUser[user], byUser[other], shrinkage);
        }
        assertThat((double) scores[item]).isCloseTo(expected, within(1e-4));
      }
    }
  }

  private static Scorer fit(
      String name, Weighting weighting, int k, double shrinkage, Interactions data) {
    Map<String, Object> settings =
        Map.of(
            "k",
            k,
            "shrinkage",
            shrinkage,
            "weighting",
            weighting.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    return Algorithms.of(name, settings).fit(data, new Effort(2, 1));
  }

  private static int[] nearest(double[] to, int itself, double[][] rows, int k, double shrinkage) {
    List<Integer> order =
        IntStream.range(0, rows.length)
            .filter(row -> row != itself && (float) cosine(to, rows[row], shrinkage) > 0)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                        (Integer row) -> -(float) cosine(to, rows[row], shrinkage))
                    .thenComparingInt(row -> row))
            .limit(k)
            .toList();
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double cosine(double[] a, double[] b, double shrinkage) {
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (float) a[i] * (double) (float) b[i];
      squaresA += (float) a[i] * (double) (float) a[i];
      squaresB += (float) b[i] * (double) (float) b[i];
    }
    return dot == 0 ? 0 : dot / (Math.sqrt(squaresA * squaresB) + shrinkage);
  }

  private static double[][] weighted(double[][] documents, Weighting weighting) {
    double words = 0;
    double[] documentsWith = new double[documents[0].length];
    for (double[] document : documents) {
      for (int term = 0; term < document.length; term++) {
        words += document[term];
        documentsWith[term] += document[term] > 0 ? 1 : 0;
      }
    }
    double meanLength = words / documents.length;
    double[][] weighted = new double[documents.length][documents[0].length];
    for (int d = 0; d < documents.length; d++) {
      double length = IntStream.range(0, documents[d].length).mapToDouble(at(documents[d])).sum();
      for (int term = 0; term < documents[d].length; term++) {
        double tf = documents[d][term];
        double idf = Math.log(1 + (documents.length + 1.0) / (documentsWith[term] + 1));
        weighted[d][term] =
            switch (weighting) {
              case NONE -> tf;
              case TF_IDF -> Math.sqrt(tf) * idf;
              case BM25 -> idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / meanLength));
            };
      }
    }
    return weighted;
  }

  private static IntToDoubleFunction at(double[] row) {
    return i -> row[i];
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }
}
