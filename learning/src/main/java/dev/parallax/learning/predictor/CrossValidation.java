package dev.parallax.learning.predictor;

import dev.parallax.learning.evaluation.NumberEvaluation;
import dev.parallax.learning.evaluation.RankingMetrics;
import dev.parallax.learning.evaluation.Splits;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Predicts each training row by a model that did not see it, pipeline and all, and measures that
 * fold by fold.
 *
 * @param predicted of each row
 * @param mean over folds, by metric; a fold that has no such metric is passed over
 * @param deviation between folds
 */
record CrossValidation(
    int folds, double[] predicted, Map<String, Double> mean, Map<String, Double> deviation) {
  /** The normal distribution's quantile at 95 %. */
  private static final double ONE_SIDED = 1.645;

  /** Learns from some rows and predicts others. */
  @FunctionalInterface
  interface Run {
    double[] predict(Splits.Split split);
  }

  static CrossValidation of(Target target, Splits.Split[] splits, Run run) {
    double[] predicted = new double[target.values().length];
    Map<String, double[]> byFold = new LinkedHashMap<>();
    for (int f = 0; f < splits.length; f++) {
      double[] fold = run.predict(splits[f]);
      int[] rows = splits[f].test();
      for (int i = 0; i < rows.length; i++) {
        predicted[rows[i]] = fold[i];
      }
      int place = f;
      metrics(target.task(), fold, target.select(rows).values())
          .forEach(
              (name, value) ->
                  byFold.computeIfAbsent(name, n -> nothing(splits.length))[place] = value);
    }
    Map<String, Double> mean = new LinkedHashMap<>();
    Map<String, Double> deviation = new LinkedHashMap<>();
    byFold.forEach(
        (name, values) -> {
          double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
          if (known.length > 0) {
            double average = Arrays.stream(known).average().orElseThrow();
            double squares = Arrays.stream(known).map(v -> (v - average) * (v - average)).sum();
            mean.put(name, average);
            deviation.put(name, known.length < 2 ? 0 : Math.sqrt(squares / (known.length - 1)));
          }
        });
    return new CrossValidation(splits.length, predicted, mean, deviation);
  }

  private static double[] nothing(int folds) {
    double[] values = new double[folds];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private static Map<String, Double> metrics(Task task, double[] predicted, double[] target) {
    return task == Task.CLASSIFICATION
        ? RankingMetrics.named(predicted, Target.yes(target))
        : NumberEvaluation.metrics(predicted, target);
  }

  /** By what candidates are compared; lower is better. */
  double loss(Target target) {
    if (target.task() == Task.REGRESSION) {
      return metrics(Task.REGRESSION, predicted, target.values()).get("mse");
    }
    Double area = mean.get("rocAuc");
    return 1 - (area == null ? 0 : area);
  }

  /**
   * Whether rows are predicted better than by another, and by more than chance: squared errors, of
   * probabilities Brier's, are compared row by row, one-sided at 5 % (Diebold and Mariano,
   * "Comparing Predictive Accuracy", 1995). A smaller mean alone was rejected: of what is only
   * noise, every second ranking has one.
   */
  boolean beats(CrossValidation other, Target target) {
    int rows = predicted.length;
    double[] gains = new double[rows];
    for (int i = 0; i < rows; i++) {
      double ours = predicted[i] - target.values()[i];
      double theirs = other.predicted[i] - target.values()[i];
      gains[i] = theirs * theirs - ours * ours;
    }
    double mean = Arrays.stream(gains).average().orElse(0);
    double squares = Arrays.stream(gains).map(gain -> (gain - mean) * (gain - mean)).sum();
    return mean > 0 && mean > ONE_SIDED * Math.sqrt(squares / (rows - 1.0) / rows);
  }
}
