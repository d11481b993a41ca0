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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class EasePropertyTest {
  @Property(tries = 100, seed = "30")
  void weightsAreThoseOfTheClosedFormInDoublePrecision(
      @ForAll @IntRange(min = 2, max = 40) int items,
      @ForAll @DoubleRange(min = 0.5, max = 50) double lambda,
      @ForAll boolean sparse,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Interactions data = Samples.any(30, items, 200, seed);
    double[][] x = Samples.binary(data);
    double[][] weights = closedForm(x, lambda);
    Scorer scorer = fit(data, lambda, sparse ? "sparse" : "dense", 2_000);
    for (int user = 0; user < 30; user++) {
      float[] scores = Samples.scores(scorer, data, user);
      for (int item = 0; item < items; item++) {
        double expected = 0;
        for (int other = 0; other < items; other++) {
          expected += x[user][other] * weights[other][item];
        }
        assertThat((double) scores[item]).isCloseTo(expected, within(2e-4));
      }
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

  private static double[][] closedForm(double[][] x, double lambda) {
    int items = x[0].length;
    double[][] gram = new double[items][2 * items];
    for (int i = 0; i < items; i++) {
      gram[i][i] = lambda;
      gram[i][items + i] = 1;
      for (int j = 0; j < items; j++) {
        for (double[] row : x) {
          gram[i][j] += row[i] * row[j];
        }
      }
    }
    for (int k = 0; k < items; k++) {
      double pivot = gram[k][k];
      for (int j = 0; j < 2 * items; j++) {
        gram[k][j] /= pivot;
      }
      for (int i = 0; i < items; i++) {
        double by = i == k ? 0 : gram[i][k];
        for (int j = 0; j < 2 * items; j++) {
          gram[i][j] -= by * gram[k][j];
        }
      }
    }
    double[][] weights = new double[items][items];
    for (int i = 0; i < items; i++) {
      for (int j = 0; j < items; j++) {
        weights[i][j] = i == j ? 0 : -gram[i][items + j] / gram[j][items + j];
      }
    }
    return weights;
  }
}
