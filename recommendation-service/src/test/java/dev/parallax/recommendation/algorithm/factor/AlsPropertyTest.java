package dev.parallax.recommendation.algorithm.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Samples;
import dev.parallax.recommendation.algorithm.Scorer;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class AlsPropertyTest {
  private static final int USERS = 20;
  private static final int ITEMS = 12;
  private static final int WIDTH = 4;

  /**
   * With as many steps as there are factors a conjugate gradient is exact; then each half of an
   * iteration is the textbook's solution of dense equations.
   */
  @Property(tries = 40, seed = "40")
  void isWhatDenseEquationsSay(
      @ForAll @DoubleRange(min = 0.5, max = 10) double lambda,
      @ForAll @DoubleRange(min = 0.5, max = 20) double alpha,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Interactions data = Samples.any(USERS, ITEMS, 80, seed);
    double[][] values = Samples.dense(data);
    float[][] items = rows(Factors.random(ITEMS, WIDTH, 9));
    for (int i = 0; i < 3; i++) {
      float[][] users = solved(values, items, lambda, alpha);
      items = solved(transposed(values), users, lambda, alpha);
    }
    float[][] users = solved(values, items, lambda, alpha);
    Scorer scorer = fit(data, lambda, alpha, 0, 60);
    for (int user = 0; user < USERS; user++) {
      float[] scores = Samples.scores(scorer, data, user);
      for (int item = 0; item < ITEMS; item++) {
        double expected = 0;
        for (int k = 0; k < WIDTH; k++) {
          expected += users[user][k] * items[item][k];
        }
        assertThat((double) scores[item]).isCloseTo(expected, within(5e-3));
      }
    }
  }

  @Example
  void threeStepsComeCloseToTheExactSolution() {
    Interactions data = Samples.grouped(300, 60, 5, 10, 4);
    Scorer exact = fit(data, 5, 10, 0.5, 60);
    Scorer three = fit(data, 5, 10, 0.5, 3);
    double off = 0;
    double size = 0;
    for (int user = 0; user < 300; user++) {
      float[] expected = Samples.scores(exact, data, user);
      float[] found = Samples.scores(three, data, user);
      for (int item = 0; item < 60; item++) {
        off += Math.abs(expected[item] - found[item]);
        size += Math.abs(expected[item]);
      }
    }
    assertThat(off / size).isLessThan(0.15);
  }

  private static Scorer fit(
      Interactions data, double lambda, double alpha, double power, int steps) {
    return Algorithms.of(
            "als",
            Map.of(
                "factors",
                WIDTH,
                "iterations",
                3,
                "lambda",
                lambda,
                "alpha",
                alpha,
                "frequencyPower",
                power,
                "conjugateGradientSteps",
                steps,
                "values",
                "given"))
        .fit(data, new Effort(2, 9));
  }

  private static float[][] rows(Factors factors) {
    float[][] rows = new float[factors.rows()][factors.width()];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(factors.values(), factors.at(row), rows[row], 0, factors.width());
    }
    return rows;
  }

  private static float[][] solved(
      double[][] values, float[][] others, double lambda, double alpha) {
    float[][] solved = new float[values.length][];
    for (int row = 0; row < values.length; row++) {
      double[][] system = new double[WIDTH][WIDTH + 1];
      for (int other = 0; other < others.length; other++) {
        double confidence = 1 + alpha * values[row][other];
        double preference = values[row][other] > 0 ? 1 : 0;
        for (int k = 0; k < WIDTH; k++) {
          for (int l = 0; l < WIDTH; l++) {
            system[k][l] += confidence * others[other][k] * others[other][l];
          }
          system[k][WIDTH] += confidence * preference * others[other][k];
        }
      }
      for (int k = 0; k < WIDTH; k++) {
        system[k][k] += lambda;
      }
      solved[row] = eliminated(system);
    }
    return solved;
  }

  private static float[] eliminated(double[][] system) {
    for (int k = 0; k < WIDTH; k++) {
      for (int i = 0; i < WIDTH; i++) {
        double by = i == k ? 0 : system[i][k] / system[k][k];
        for (int j = 0; j <= WIDTH; j++) {
          system[i][j] -= by * system[k][j];
        }
      }
    }
    float[] solution = new float[WIDTH];
    for (int k = 0; k < WIDTH; k++) {
      solution[k] = (float) (system[k][WIDTH] / system[k][k]);
    }
    return solution;
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
