package dev.parallax.recommendation.algorithm.ease;

import static dev.parallax.recommendation.algorithm.ease.BruteForce.assertScores;
import static dev.parallax.recommendation.algorithm.ease.BruteForce.gram;
import static dev.parallax.recommendation.algorithm.ease.BruteForce.penalised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Samples;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.ease.BruteForce.Regression;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class SlimPropertyTest {
  private static final int ITEMS = 12;

  /** All occur together, so that none is out of reach. */
  @Property(tries = 40, seed = "33")
  void weightsAreThoseOfCoordinateDescentOnUsersAndItems(
      @ForAll @DoubleRange(max = 6) double l1,
      @ForAll @DoubleRange(min = 0.5, max = 20) double lambda,
      @ForAll boolean nonNegative,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Interactions data = Samples.any(60, ITEMS, 500, seed);
    double[][] x = Samples.binary(data);
    double[][] weights = new double[ITEMS][ITEMS];
    for (int item = 0; item < ITEMS; item++) {
      double[] left = new double[x.length];
      for (int user = 0; user < x.length; user++) {
        left[user] = x[user][item];
      }
      for (int round = 0; round < 400; round++) {
        for (int other = 0; other < ITEMS; other++) {
          if (other != item) {
            weights[other][item] =
                descend(x, left, other, weights[other][item], l1, lambda, nonNegative);
          }
        }
      }
    }
    Scorer scorer = fit(data, Map.of("l1", l1, "lambda", lambda, "nonNegative", nonNegative));
    assertScores(scorer, data, weights);
  }

  /** One step: the best weight of an item, what is left to tell being kept with it. */
  private static double descend(
      double[][] x,
      double[] left,
      int other,
      double before,
      double l1,
      double lambda,
      boolean nonNegative) {
    double product = 0;
    double square = 0;
    for (int user = 0; user < x.length; user++) {
      product += x[user][other] * (left[user] + x[user][other] * before);
      square += x[user][other] * x[user][other];
    }
    double after = Math.signum(product) * Math.max(0, Math.abs(product) - l1) / (square + lambda);
    after = nonNegative ? Math.max(0, after) : after;
    for (int user = 0; user < x.length; user++) {
      left[user] -= x[user][other] * (after - before);
    }
    return after;
  }

  /** Whatever is weighted: without a price on weights and with any sign it is ridge regression. */
  @Example
  void withoutPriceAndSignItIsEase() {
    Interactions data = Samples.any(60, ITEMS, 500, 7);
    Regression regression = new Regression(3, 0.5, 0.2, 0.5);
    double[][] inverse = BruteForce.inverse(penalised(gram(data, regression), regression));
    double[][] weights = new double[ITEMS][ITEMS];
    for (int i = 0; i < ITEMS; i++) {
      for (int j = 0; j < ITEMS; j++) {
        weights[i][j] = i == j ? 0 : -inverse[i][j] / inverse[j][j];
      }
    }
    Map<String, Object> settings =
        Map.of(
            "l1", 0,
            "nonNegative", false,
            "lambda", regression.lambda(),
            "frequencyPower", regression.frequencyPower(),
            "dropout", regression.dropout(),
            "userPower", regression.userPower());
    assertScores(fit(data, settings), data, weights);
  }

  @Example
  void aHigherPriceLeavesFewerWeightsAndNoneBelowZero() {
    Interactions data = Samples.grouped(400, 60, 6, 12, 2);
    int before = Integer.MAX_VALUE;
    for (double l1 : new double[] {0, 2, 10}) {
      Scorer scorer = fit(data, Map.of("l1", l1, "lambda", 5));
      int count = 0;
      float[] scores = new float[60];
      for (int item = 0; item < 60; item++) {
        scorer.score(new History(new int[] {item}, new float[] {1}, new long[1]), scores);
        assertThat(scores[item]).isCloseTo(0, within(0f));
        for (float score : scores) {
          assertThat(score).isNotNegative();
          count += score > 0 ? 1 : 0;
        }
      }
      assertThat(count).isLessThan(before).isPositive();
      before = count;
    }
  }

  private static Scorer fit(Interactions data, Map<String, Object> settings) {
    return Algorithms.of("slim", settings).fit(data, new Effort(2, 1));
  }
}
