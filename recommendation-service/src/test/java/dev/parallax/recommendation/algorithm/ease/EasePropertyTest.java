package dev.parallax.recommendation.algorithm.ease;

import static dev.parallax.recommendation.algorithm.ease.BruteForce.assertScores;
import static dev.parallax.recommendation.algorithm.ease.BruteForce.closest;
import static dev.parallax.recommendation.algorithm.ease.BruteForce.fit;
import static dev.parallax.recommendation.algorithm.ease.BruteForce.gram;
import static dev.parallax.recommendation.algorithm.ease.BruteForce.inverse;
import static dev.parallax.recommendation.algorithm.ease.BruteForce.penalised;
import static dev.parallax.recommendation.algorithm.ease.BruteForce.pick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.recommendation.algorithm.Contribution;
import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Samples;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;
import dev.parallax.recommendation.algorithm.ease.BruteForce.Regression;
import dev.parallax.recommendation.matrix.Workers;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EasePropertyTest {
  @Provide
  static Arbitrary<Regression> regressions() {
    return Combinators.combine(
            Arbitraries.doubles().between(0.5, 50),
            Arbitraries.of(0.0, 0.5, 1.0),
            Arbitraries.of(0.0, 0.2, 0.7),
            Arbitraries.of(0.0, 0.5, 1.0))
        .as(Regression::new);
  }

  @Property(tries = 80, seed = "30")
  void weightsAreThoseOfTheClosedFormInDoublePrecision(
      @ForAll @IntRange(min = 2, max = 40) int items,
      @ForAll("regressions") Regression regression,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Interactions data = Samples.any(30, items, 200, seed);
    double[][] inverse = inverse(penalised(gram(data, regression), regression));
    double[][] weights = new double[items][items];
    for (int i = 0; i < items; i++) {
      for (int j = 0; j < items; j++) {
        weights[i][j] = i == j ? 0 : -inverse[i][j] / inverse[j][j];
      }
    }
    assertScores(fit(data, regression, "dense", 1), data, weights);
  }

  /**
   * Sparse, an item is told by ridge regression from the closest of those that occur with it; where
   * all occur together and all are taken, that is the closed form again.
   */
  @Property(tries = 80, seed = "32")
  void sparseWeightsAreTheRegressionsOnTheClosestItems(
      @ForAll @IntRange(min = 2, max = 40) int items,
      @ForAll("regressions") Regression regression,
      @ForAll @IntRange(min = 1, max = 45) int neighbours,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Interactions data = Samples.any(30, items, 200, seed);
    // Of cosines that are equal but for rounding, either may be closer.
    Regression own =
        new Regression(regression.lambda(), regression.frequencyPower(), regression.dropout(), 0);
    double[][] gram = gram(data, own);
    double[][] penalised = penalised(gram, own);
    double[][] weights = new double[items][items];
    for (int item = 0; item < items; item++) {
      List<Integer> near = closest(gram, item, neighbours);
      double[][] inverse =
          inverse(near.stream().map(a -> pick(penalised[a], near)).toArray(double[][]::new));
      double[] together = pick(gram[item], near);
      for (int a = 0; a < near.size(); a++) {
        for (int b = 0; b < near.size(); b++) {
          weights[near.get(a)][item] += inverse[a][b] * together[b];
        }
      }
    }
    assertScores(fit(data, own, "sparse", neighbours), data, weights);
  }

  /** The same by hiding items: what the closed form of dropout stands for. */
  @Example
  void dropoutIsWhatHidingItemsComesTo() {
    Interactions data = Samples.any(20, 6, 60, 4);
    double[][] x = Samples.binary(data);
    double p = 0.4;
    double[][] together = new double[6][6];
    double[][] hidden = new double[6][6];
    // Over all ways to hide items of a user, by their probability.
    for (double[] row : x) {
      for (int mask = 0; mask < 64; mask++) {
        double probability = 1;
        for (int i = 0; i < 6; i++) {
          probability *= (mask >> i & 1) == 1 ? p : 1 - p;
        }
        for (int i = 0; i < 6; i++) {
          double seen = (mask >> i & 1) == 1 ? 0 : row[i] / (1 - p);
          for (int j = 0; j < 6; j++) {
            double other = (mask >> j & 1) == 1 ? 0 : row[j] / (1 - p);
            hidden[i][j] += probability * seen * other;
            together[i][j] += probability * seen * row[j];
          }
        }
      }
    }
    double[][] weights = new double[6][6];
    for (int item = 0; item < 6; item++) {
      int own = item;
      List<Integer> others = IntStream.range(0, 6).filter(i -> i != own).boxed().toList();
      for (int i : others) {
        hidden[i][i] += 2;
      }
      double[][] inverse =
          inverse(others.stream().map(a -> pick(hidden[a], others)).toArray(double[][]::new));
      for (int a = 0; a < 5; a++) {
        for (int b = 0; b < 5; b++) {
          weights[others.get(a)][item] += inverse[a][b] * together[others.get(b)][item];
        }
      }
      for (int i : others) {
        hidden[i][i] -= 2;
      }
    }
    assertScores(fit(data, new Regression(2, 0, p, 0), "dense", 1), data, weights);
  }

  @Example
  void sparseIsTheClosedFormWhereAllItemsOccurTogether() {
    Interactions data = Samples.any(60, 12, 500, 7);
    Regression regression = new Regression(3, 0.5, 0.2, 0.7);
    for (double[] row : gram(data, regression)) {
      assertThat(row).doesNotContain(0);
    }
    Scorer dense = fit(data, regression, "dense", 1);
    Scorer sparse = fit(data, regression, "sparse", 11);
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
    Scorer scorer = fit(data, Regression.plain(2), "dense", 8);
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
    Scorer all = fit(data, Regression.plain(20), "dense", 200);
    Scorer few = fit(data, Regression.plain(20), "sparse", 40);
    assertThat(sameAmongTheBest(all, few, data)).isGreaterThan(850);
  }

  /** Of most pairs of neighbours it is not known how close they are, but that they are. */
  @Example
  void cosinesThatAreNotKeptAreMissedLittle() {
    Interactions data = Samples.grouped(1_000, 200, 4, 40, 5);
    Scorer all = fit(data, Regression.plain(20), "dense", 200);
    Weighing weighing = new Weighing(Weighing.Values.BINARY, 0, 0);
    try (Workers workers = new Workers(2)) {
      Scorer few =
          SparseEase.fit(weighing.matrix(data), new Penalty(20, 0, 0), 20, 20, weighing, workers);
      assertThat(sameAmongTheBest(all, few, data)).isGreaterThan(700);
    }
  }

  @Example
  void tellsWhatTheHistorysItemsContributed() {
    Interactions data = Samples.grouped(200, 40, 4, 10, 6);
    Scorer scorer = fit(data, new Regression(5, 0.5, 0.2, 0.5), "auto", 10);
    History history = History.of(data, 3);
    float[] scores = new float[40];
    scorer.score(history, scores);
    List<Contribution> parts = scorer.explain(history, 7);
    assertThat(parts).isNotEmpty();
    assertThat(parts.stream().mapToDouble(Contribution::score).sum())
        .isCloseTo(scores[7], within(1e-5));
  }

  /** Items among the ten best by both, of a hundred users. */
  private static int sameAmongTheBest(Scorer all, Scorer few, Interactions data) {
    int same = 0;
    for (int user = 0; user < 100; user++) {
      List<Integer> expected = best(Samples.scores(all, data, user));
      same +=
          (int) best(Samples.scores(few, data, user)).stream().filter(expected::contains).count();
    }
    return same;
  }

  private static List<Integer> best(float[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted((a, b) -> Float.compare(scores[b], scores[a]))
        .limit(10)
        .toList();
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
}
