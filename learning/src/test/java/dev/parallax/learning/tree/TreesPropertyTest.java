package dev.parallax.learning.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.learning.pipeline.Matrix;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * Our arrays against the booster they were read from, and our Shapley values against brute force.
 */
class TreesPropertyTest {

  @Property(tries = 40)
  void theScoreIsTheBoostersWhateverIsMissing(
      @ForAll @IntRange(min = 1, max = 7) int depth,
      @ForAll @IntRange(min = 2, max = 8) int width,
      @ForAll @DoubleRange(min = 0, max = 0.5) double missing,
      @ForAll boolean logistic,
      @ForAll @IntRange(min = 1, max = 3) int treesPerRound,
      @ForAll @IntRange(max = 1_000_000) int seed)
      throws Exception {
    Sample sample = Sample.of(300, width, missing, logistic, seed);
    Growth growth = growth(logistic, 12, treesPerRound, depth);
    DMatrix matrix = XgBoost.matrix(sample.inputs, sample.target);
    Booster booster =
        XGBoost.train(
            matrix,
            XgBoost.params(growth, sample.target, 1, seed),
            growth.rounds(),
            new HashMap<>(),
            null,
            null);
    try {
      Trees trees = XgBoost.read(booster.toByteArray("json"), 12 * treesPerRound);
      assertThat(trees.trees()).isEqualTo(12 * treesPerRound);
      Trees stored = Trees.of(trees.toBytes());
      float[] rows = sample.inputs.floats();
      float[][] margins = booster.predict(matrix, true);
      float[][] predicted = booster.predict(matrix);
      for (int row = 0; row < sample.target.length; row++) {
        double ours = trees.score(rows, row * width);
        assertThat(ours).isCloseTo(margins[row][0], within(1e-6 * Math.max(1, Math.abs(ours))));
        double answer = logistic ? 1 / (1 + Math.exp(-ours)) : ours;
        assertThat(answer).isCloseTo(predicted[row][0], within(1e-6 * Math.max(1, Math.abs(ours))));
        assertThat(stored.score(rows, row * width)).isEqualTo(ours);
      }
    } finally {
      booster.dispose();
      matrix.dispose();
    }
  }

  @Property(tries = 30)
  void contributionsAreTheShapleyValuesOfBruteForce(
      @ForAll @IntRange(min = 1, max = 5) int depth,
      @ForAll @IntRange(min = 2, max = 6) int width,
      @ForAll @DoubleRange(min = 0, max = 0.4) double missing,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Sample sample = Sample.of(200, width, missing, false, seed);
    Trees trees =
        XgBoost.grow(sample.inputs, sample.target, growth(false, 4, 1, depth), null, 1, seed)
            .trees();
    TreeShap shap = new TreeShap(trees);
    float[] rows = sample.inputs.floats();
    for (int row = 0; row < 5; row++) {
      double[] parts = shap.contributions(rows, row * width);
      double[] expected = bruteForce(trees, rows, row * width, width);
      assertThat(parts).containsExactly(expected, within(1e-6));
    }
  }

  @Property(tries = 20)
  void contributionsAddUpToTheScore(
      @ForAll boolean logistic, @ForAll @IntRange(max = 1_000_000) int seed) {
    Sample sample = Sample.of(500, 10, 0.2, logistic, seed);
    Trees trees =
        XgBoost.grow(sample.inputs, sample.target, growth(logistic, 30, 1, 6), null, 1, seed)
            .trees();
    TreeShap shap = new TreeShap(trees);
    float[] rows = sample.inputs.floats();
    for (int row = 0; row < 20; row++) {
      double sum = shap.base() + DoubleStream.of(shap.contributions(rows, row * 10)).sum();
      assertThat(sum).isCloseTo(trees.score(rows, row * 10), within(1e-6));
    }
  }

  @Test
  void contributionsAreTheBoostersOwn() throws XGBoostError {
    Sample sample = Sample.of(400, 6, 0.1, true, 5);
    Growth growth = growth(true, 20, 1, 4);
    DMatrix matrix = XgBoost.matrix(sample.inputs, sample.target);
    Map<String, Object> params = XgBoost.params(growth, sample.target, 1, 5);
    Booster booster = XGBoost.train(matrix, params, 20, new HashMap<>(), null, null);
    float[][] theirs = booster.predictContrib(matrix, 0);
    Trees trees = XgBoost.grow(sample.inputs, sample.target, growth, null, 1, 5).trees();
    TreeShap shap = new TreeShap(trees);
    for (int row = 0; row < 100; row++) {
      double[] ours = shap.contributions(sample.inputs.floats(), row * 6);
      for (int i = 0; i < 6; i++) {
        assertThat(ours[i]).isCloseTo(theirs[row][i], within(1e-4));
      }
    }
    booster.dispose();
    matrix.dispose();
  }

  @Test
  void theSameSeedGrowsTheSameTrees() {
    Sample sample = Sample.of(2000, 8, 0.1, true, 9);
    Growth growth = Growth.boosting(XgBoost.Objective.LOGISTIC, 2000).withRounds(20);
    byte[] once = XgBoost.grow(sample.inputs, sample.target, growth, null, 2, 4).trees().toBytes();
    byte[] again = XgBoost.grow(sample.inputs, sample.target, growth, null, 2, 4).trees().toBytes();
    assertThat(again).isEqualTo(once);
  }

  private static Growth growth(boolean logistic, int rounds, int treesPerRound, int depth) {
    return new Growth(
        logistic ? XgBoost.Objective.LOGISTIC : XgBoost.Objective.SQUARED_ERROR,
        rounds,
        0,
        treesPerRound,
        depth,
        0.3,
        1,
        1,
        0.8,
        0.8);
  }

  /** Sums over all subsets, each valued by going down both sides where an input is not in it. */
  static double[] bruteForce(Trees trees, float[] rows, int at, int width) {
    double[] values = new double[1 << width];
    for (int known = 0; known < values.length; known++) {
      for (int tree = 0; tree < trees.trees(); tree++) {
        values[known] += expected(trees, trees.root(tree), rows, at, known);
      }
    }
    double[] factorials = new double[width + 1];
    factorials[0] = 1;
    for (int i = 1; i <= width; i++) {
      factorials[i] = factorials[i - 1] * i;
    }
    double[] parts = new double[width];
    for (int input = 0; input < width; input++) {
      for (int others = 0; others < values.length; others++) {
        if ((others >> input & 1) == 0) {
          int size = Integer.bitCount(others);
          double weight = factorials[size] * factorials[width - size - 1] / factorials[width];
          parts[input] += weight * (values[others | 1 << input] - values[others]);
        }
      }
    }
    return parts;
  }

  private static double expected(Trees trees, int node, float[] rows, int at, int known) {
    if (trees.isLeaf(node)) {
      return trees.value(node);
    }
    int left = trees.left(node);
    int right = trees.right(node);
    if ((known >> trees.input(node) & 1) == 1) {
      return expected(trees, trees.goesLeft(node, rows, at) ? left : right, rows, at, known);
    }
    double both = (double) trees.cover(left) + trees.cover(right);
    return trees.cover(left) / both * expected(trees, left, rows, at, known)
        + trees.cover(right) / both * expected(trees, right, rows, at, known);
  }

  /** Rows with an interaction, some values missing. */
  private record Sample(Matrix inputs, double[] target) {
    static Sample of(int rows, int width, double missing, boolean classes, long seed) {
      Random random = new Random(seed);
      double[] values = new double[rows * width];
      double[] target = new double[rows];
      for (int row = 0; row < rows; row++) {
        for (int c = 0; c < width; c++) {
          values[row * width + c] =
              random.nextDouble() < missing ? Double.NaN : random.nextInt(40) / 4.0;
        }
        double first = Double.isNaN(values[row * width]) ? 3 : values[row * width];
        double second = Double.isNaN(values[row * width + 1]) ? 7 : values[row * width + 1];
        double score = first > 5 ? second : 2 * first - second + random.nextGaussian();
        target[row] = classes ? (score > 3 ? 1 : 0) : score;
      }
      return new Sample(new Matrix(rows, width, values), target);
    }
  }
}
