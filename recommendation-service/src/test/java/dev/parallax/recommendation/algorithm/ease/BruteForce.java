package dev.parallax.recommendation.algorithm.ease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Samples;
import dev.parallax.recommendation.algorithm.Scorer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The linear models of items the slow way, on dense matrices in double precision. */
final class BruteForce {
  private BruteForce() {}

  /** All that can be set of the regression. */
  record Regression(double lambda, double frequencyPower, double dropout, double userPower) {
    static Regression plain(double lambda) {
      return new Regression(lambda, 0, 0, 0);
    }

    Map<String, Object> settings(String approximation, int neighbours) {
      return Map.of(
          "lambda", lambda,
          "frequencyPower", frequencyPower,
          "dropout", dropout,
          "userPower", userPower,
          "approximation", approximation,
          "neighbours", neighbours);
    }
  }

  static Scorer fit(
      Interactions data, Regression regression, String approximation, int neighbours) {
    return Algorithms.of("ease", regression.settings(approximation, neighbours))
        .fit(data, new Effort(2, 1));
  }

  static void assertScores(Scorer scorer, Interactions data, double[][] weights) {
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

  /** Products of items over users, each user by the power of how much they did. */
  static double[][] gram(Interactions data, Regression regression) {
    double[][] x = Samples.binary(data);
    double[] each = Arrays.stream(x).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    double[] weights =
        Arrays.stream(each).map(n -> n == 0 ? 0 : Math.pow(n, -regression.userPower)).toArray();
    double all =
        Arrays.stream(each).sum()
            / IntStream.range(0, each.length).mapToDouble(u -> each[u] * weights[u]).sum();
    int items = data.items();
    double[][] gram = new double[items][items];
    for (int i = 0; i < items; i++) {
      for (int j = 0; j < items; j++) {
        for (int user = 0; user < x.length; user++) {
          gram[i][j] += x[user][i] * x[user][j] * weights[user] * all;
        }
      }
    }
    return gram;
  }

  static double[][] penalised(double[][] gram, Regression regression) {
    int items = gram.length;
    double mean = IntStream.range(0, items).mapToDouble(i -> gram[i][i]).sum() / items;
    double[][] penalised = new double[items][];
    for (int i = 0; i < items; i++) {
      penalised[i] = gram[i].clone();
      double p = regression.dropout;
      penalised[i][i] +=
          p / (1 - p) * gram[i][i]
              + (gram[i][i] == 0
                  ? 1
                  : regression.lambda * Math.pow(gram[i][i] / mean, regression.frequencyPower));
    }
    return penalised;
  }

  /** By cosine, and of equals the first. */
  static List<Integer> closest(double[][] gram, int item, int most) {
    return IntStream.range(0, gram.length)
        .filter(other -> other != item && gram[item][other] > 0)
        .boxed()
        .sorted(
            Comparator.comparing(
                other ->
                    -(float)
                        (gram[item][other] / Math.sqrt(gram[item][item] * gram[other][other]))))
        .limit(most)
        .toList();
  }

  static double[] pick(double[] row, List<Integer> columns) {
    return columns.stream().mapToDouble(column -> row[column]).toArray();
  }

  /** By Gauss and Jordan. */
  static double[][] inverse(double[][] matrix) {
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
