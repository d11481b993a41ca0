package dev.parallax.recommendation.algorithm.ease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Contribution;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Samples;
import dev.parallax.recommendation.algorithm.Scorer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class EasePropertyTest {
  @Property(tries = 60, seed = "30")
  void weightsAreThoseOfTheClosedFormInDoublePrecision(
      @ForAll @IntRange(min = 2, max = 40) int items,
      @ForAll @DoubleRange(min = 0.5, max = 50) double lambda,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Interactions data = Samples.any(30, items, 200, seed);
    double[][] gram = gram(Samples.binary(data), lambda);
    double[][] inverse = inverse(gram);
    double[][] weights = new double[items][items];
    for (int i = 0; i < items; i++) {
      for (int j = 0; j < items; j++) {
        weights[i][j] = i == j ? 0 : -inverse[i][j] / inverse[j][j];
      }
    }
    assertScores(fit(data, lambda, "dense", 1), data, weights);
  }

  /**
   * Sparse, an item is told by ridge regression from the closest of those that occur with it; where
   * all occur together and all are taken, that is the closed form again.
   */
  @Property(tries = 60, seed = "32")
  void sparseWeightsAreTheRegressionsOnTheClosestItems(
      @ForAll @IntRange(min = 2, max = 40) int items,
      @ForAll @DoubleRange(min = 0.5, max = 50) double lambda,
      @ForAll @IntRange(min = 1, max = 45) int neighbours,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Interactions data = Samples.any(30, items, 200, seed);
    double[][] gram = gram(Samples.binary(data), lambda);
    double[][] weights = new double[items][items];
    for (int item = 0; item < items; item++) {
      List<Integer> near = closest(gram, lambda, item, neighbours);
      double[][] inverse =
          inverse(near.stream().map(a -> pick(gram[a], near)).toArray(double[][]::new));
      double[] together = pick(gram[item], near);
      for (int a = 0; a < near.size(); a++) {
        for (int b = 0; b < near.size(); b++) {
          weights[near.get(a)][item] += inverse[a][b] * together[b];
        }
      }
    }
    assertScores(fit(data, lambda, "sparse", neighbours), data, weights);
  }

  @Example
  void sparseIsTheClosedFormWhereAllItemsOccurTogether() {
    Interactions data = Samples.any(60, 12, 500, 7);
    double[][] gram = gram(Samples.binary(data), 3);
    for (double[] row : gram) {
      assertThat(row).doesNotContain(0);
    }
    Scorer dense = fit(data, 3, "dense", 1);
    Scorer sparse = fit(data, 3, "sparse", 11);
    for (int user = 0; user < 60; user++) {
      assertThat(Samples.scores(sparse, data, user))
          .containsExactly(Samples.scores(dense, data, user), within(1e-4f));
    }
  }

  /** No other weight may do better: the loss rises whichever one is changed. */
  @Property(tries = 30, seed = "31")
  void noOtherWeightsTellItemsBetter(@ForAll @IntRange(max = 1_000_000) int seed) {
    Interactions data = Samples.any(20, 8, 70, seed);
    double[][] x = Samples.binary(data);
    Scorer scorer = fit(data, 2, "dense", 8);
    double[][] weights = new double[8][8];
    for (int from = 0; from < 8; from++) {
      History one = new History(new int[] {from}, new float[] {1}, new long[1]);
      float[] scores = new float[8];
      scorer.score(one, scores);
      for (int to = 0; to < 8; to++) {
        weights[from][to] = scores[to];
      }
      assertThat(weights[from][from]).isZero();
    }
    double best = loss(x, weights, 2);
    for (int i = 0; i < 64; i++) {
      for (double by : new double[] {-0.05, 0.05}) {
        if (i / 8 != i % 8) {
          weights[i / 8][i % 8] += by;
          assertThat(loss(x, weights, 2)).isGreaterThan(best);
          weights[i / 8][i % 8] -= by;
        }
      }
    }
  }

  @Example
  void fewNeighboursRankMuchLikeAll() {
    Interactions data = Samples.grouped(800, 200, 8, 15, 5);
    Scorer all = fit(data, 20, "dense", 200);
    Scorer few = fit(data, 20, "sparse", 40);
    int same = 0;
    for (int user = 0; user < 100; user++) {
      List<Integer> expected = best(Samples.scores(all, data, user));
      same +=
          (int) best(Samples.scores(few, data, user)).stream().filter(expected::contains).count();
    }
    assertThat(same).isGreaterThan(850);
  }

  @Example
  void tellsWhatTheHistorysItemsContributed() {
    Interactions data = Samples.grouped(200, 40, 4, 10, 6);
    Scorer scorer = fit(data, 5, "auto", 10);
    History history = History.of(data, 3);
    float[] scores = new float[40];
    scorer.score(history, scores);
    List<Contribution> parts = scorer.explain(history, 7);
    assertThat(parts).isNotEmpty();
    assertThat(parts.stream().mapToDouble(Contribution::score).sum())
        .isCloseTo(scores[7], within(1e-5));
  }

  private static List<Integer> best(float[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted((a, b) -> Float.compare(scores[b], scores[a]))
        .limit(10)
        .toList();
  }

  private static Scorer fit(
      Interactions data, double lambda, String approximation, int neighbours) {
    return Algorithms.of(
            "ease",
            Map.of("lambda", lambda, "approximation", approximation, "neighbours", neighbours))
        .fit(data, new Effort(2, 1));
  }

  private static double loss(double[][] x, double[][] weights, double lambda) {
    double loss = 0;
    for (double[] row : x) {
      for (int to = 0; to < row.length; to++) {
        double told = 0;
        for (int from = 0; from < row.length; from++) {
          told += row[from] * weights[from][to];
        }
        loss += (row[to] - told) * (row[to] - told);
      }
    }
    for (double[] row : weights) {
      for (double weight : row) {
        loss += lambda * weight * weight;
      }
    }
    return loss;
  }

  private static void assertScores(Scorer scorer, Interactions data, double[][] weights) {
    double[][] x = Samples.binary(data);
    for (int user = 0; user < x.length; user++) {
      float[] scores = Samples.scores(scorer, data, user);
      for (int item = 0; item < scores.length; item++) {
        double expected = 0;
        for (int other = 0; other < scores.length; other++) {
          expected += x[user][other] * weights[other][item];
        }
        assertThat((double) scores[item]).isCloseTo(expected, within(2e-4));
      }
    }
  }

  private static double[][] gram(double[][] x, double lambda) {
    int items = x[0].length;
    double[][] gram = new double[items][items];
    for (int i = 0; i < items; i++) {
      gram[i][i] = lambda;
      for (int j = 0; j < items; j++) {
        for (double[] row : x) {
          gram[i][j] += row[i] * row[j];
        }
      }
    }
    return gram;
  }

  /** By cosine, and of equals the first. */
  private static List<Integer> closest(double[][] gram, double lambda, int item, int most) {
    return IntStream.range(0, gram.length)
        .filter(other -> other != item && gram[item][other] > 0)
        .boxed()
        .sorted(
            Comparator.comparing(
                other ->
                    -(float)
                        (gram[item][other]
                            / Math.sqrt(
                                (gram[item][item] - lambda) * (gram[other][other] - lambda)))))
        .limit(most)
        .toList();
  }

  private static double[] pick(double[] row, List<Integer> columns) {
    return columns.stream().mapToDouble(column -> row[column]).toArray();
  }

  /** By Gauss and Jordan. */
  private static double[][] inverse(double[][] matrix) {
    int size = matrix.length;
    double[][] left = new double[size][];
    double[][] right = new double[size][size];
    for (int i = 0; i < size; i++) {
      left[i] = matrix[i].clone();
      right[i][i] = 1;
    }
    for (int k = 0; k < size; k++) {
      double pivot = left[k][k];
      for (int j = 0; j < size; j++) {
        left[k][j] /= pivot;
        right[k][j] /= pivot;
      }
      for (int i = 0; i < size; i++) {
        double by = i == k ? 0 : left[i][k];
        for (int j = 0; j < size; j++) {
          left[i][j] -= by * left[k][j];
          right[i][j] -= by * right[k][j];
        }
      }
    }
    return right;
  }
}
