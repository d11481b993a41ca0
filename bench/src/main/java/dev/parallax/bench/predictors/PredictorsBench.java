package dev.parallax.bench.predictors;

import dev.parallax.bench.reference.Machine;
import dev.parallax.bench.report.Results;
import dev.parallax.learning.tree.TreeShap;
import dev.parallax.learning.tree.Trees;
import dev.parallax.learning.tree.XgBoost;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.IntToDoubleFunction;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The same booster, asked row by row by XGBoost's own Java API and by the arrays that it was read
 * into. The suite is not started.
 */
@Command(
    name = "predictors",
    mixinStandardHelpOptions = true,
    description =
        "Microseconds to score and to explain a row with 100 trees, beside XGBoost's own predict.")
public final class PredictorsBench implements Callable<Integer> {
  private static final double GOAL_MICROS = 2;
  private static final double SAME = 1e-6;
  private static final int WIDTH = 30;
  private static final int SCORED = 20_000;
  private static final int EXPLAINED = 500;
  private static final int ROUNDS_OF_MEASURING = 7;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "200000",
      description = "rows to learn from (default: ${DEFAULT-VALUE})")
  private int rows;

  @Option(
      names = "--trees",
      paramLabel = "N",
      defaultValue = "100",
      description = "trees (default: ${DEFAULT-VALUE})")
  private int trees;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, XGBoostError {
    if (rows < SCORED || trees < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rows must be at least " + SCORED + ", --trees at least 1");
    }
    Results results = new Results("predictors", spec.commandLine().getOut(), Clock.systemUTC());
    double machine = Machine.seconds();
    results.add("machineSeconds", machine, "%.2f s for the reference work".formatted(machine));
    float[] inputs = new float[rows * WIDTH];
    float[] target = new float[rows];
    data(inputs, target);
    DMatrix matrix = new DMatrix(inputs, rows, WIDTH, Float.NaN);
    matrix.setLabel(target);
    long began = System.nanoTime();
    Booster booster = XGBoost.train(matrix, params(), trees, new HashMap<>(), null, null);
    double seconds = (System.nanoTime() - began) / 1e9;
    results.add(
        "growSeconds",
        seconds,
        "%.1f s for %d trees on %d x %d".formatted(seconds, trees, rows, WIDTH));
    try {
      measure(results, booster, matrix, inputs);
    } finally {
      booster.dispose();
      matrix.dispose();
    }
    results.write();
    return 0;
  }

  private void measure(Results results, Booster booster, DMatrix matrix, float[] inputs)
      throws XGBoostError, IOException {
    Trees ours = XgBoost.read(booster.toByteArray("json"), trees);
    compare(results, ours, booster, matrix, inputs);
    double our = median(SCORED, row -> ours.score(inputs, row * WIDTH));
    double theirs = median(SCORED / 20, row -> scoreOf(booster, inputs, row));
    results.add("scoreMicros", our, "%.2f µs a row (goal %.0f)".formatted(our, GOAL_MICROS));
    results.add("boosterScoreMicros", theirs, "%.1f µs a row by XGBoost's own".formatted(theirs));
    results.add("scoreRatio", our / theirs, "%.3f of its time".formatted(our / theirs));

    TreeShap shap = new TreeShap(ours);
    double explain = median(EXPLAINED, row -> shap.contributions(inputs, row * WIDTH)[0]);
    double theirExplain = median(EXPLAINED, row -> explainedBy(booster, inputs, row));
    results.add("explainMicros", explain, "%.0f µs a row, exact".formatted(explain));
    results.add(
        "boosterExplainMicros",
        theirExplain,
        "%.0f µs a row by XGBoost's own".formatted(theirExplain));
    results.add(
        "explainRatio",
        explain / theirExplain,
        "%.2f of its time".formatted(explain / theirExplain));
  }

  private void compare(Results results, Trees ours, Booster booster, DMatrix matrix, float[] inputs)
      throws XGBoostError {
    float[][] margins = booster.predict(matrix, true);
    float[][] probabilities = booster.predict(matrix);
    double score = 0;
    double probability = 0;
    for (int row = 0; row < rows; row++) {
      double our = ours.score(inputs, row * WIDTH);
      score = Math.max(score, Math.abs(our - margins[row][0]));
      probability =
          Math.max(probability, Math.abs(1 / (1 + Math.exp(-our)) - probabilities[row][0]));
    }
    results.add(
        "farthestFromBooster",
        score,
        "%.1e is the largest difference of %d log-odds, which XGBoost adds up in single precision"
            .formatted(score, rows));
    results.add(
        "farthestProbability",
        probability,
        "%.1e is that of the probabilities (goal %.0e)".formatted(probability, SAME));
  }

  /**
   * The median of some rounds, in microseconds a row; the sum keeps the work from being left out.
   */
  private static double median(int count, IntToDoubleFunction work) {
    double[] micros = new double[ROUNDS_OF_MEASURING];
    double sum = 0;
    for (int round = -2; round < ROUNDS_OF_MEASURING; round++) {
      long began = System.nanoTime();
      for (int row = 0; row < count; row++) {
        sum += work.applyAsDouble(row);
      }
      if (round >= 0) {
        micros[round] = (System.nanoTime() - began) / 1e3 / count;
      }
    }
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("a score must be a number");
    }
    Arrays.sort(micros);
    return micros[ROUNDS_OF_MEASURING / 2];
  }

  private static double scoreOf(Booster booster, float[] inputs, int row) {
    return alone(inputs, row, matrix -> booster.predict(matrix, true)[0][0]);
  }

  private static double explainedBy(Booster booster, float[] inputs, int row) {
    return alone(inputs, row, matrix -> booster.predictContrib(matrix, 0)[0][0]);
  }

  /** Something asked of a booster. */
  @FunctionalInterface
  private interface Question {
    double ask(DMatrix matrix) throws XGBoostError;
  }

  private static double alone(float[] inputs, int row, Question question) {
    float[] one = Arrays.copyOfRange(inputs, row * WIDTH, (row + 1) * WIDTH);
    try {
      DMatrix matrix = new DMatrix(one, 1, WIDTH, Float.NaN);
      try {
        return question.ask(matrix);
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> params() {
    Map<String, Object> params = new HashMap<>();
    params.put("objective", "binary:logistic");
    params.put("tree_method", "hist");
    params.put("max_depth", 6);
    params.put("eta", 0.1);
    params.put("nthread", 1);
    params.put("seed", 1);
    params.put("verbosity", 0);
    return params;
  }

  private static void data(float[] inputs, float[] target) {
    SplittableRandom random = new SplittableRandom(1);
    for (int row = 0; row < target.length; row++) {
      double score = -3;
      for (int c = 0; c < WIDTH; c++) {
        double value = random.nextDouble();
        inputs[row * WIDTH + c] = random.nextInt(50) == 0 ? Float.NaN : (float) value;
        score += c < 8 ? value * (c % 2 == 0 ? 1.5 : -1) : 0;
      }
      score += 2 * (inputs[row * WIDTH] > 0.5f && inputs[row * WIDTH + 1] < 0.3f ? 1 : 0);
      target[row] = random.nextDouble() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
    }
  }
}
