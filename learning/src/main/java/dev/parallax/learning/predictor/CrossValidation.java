package dev.parallax.learning.predictor;

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

  static Map<String, Double> metrics(Task task, double[] predicted, double[] target) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    if (task == Task.CLASSIFICATION) {
      boolean[] yes = Target.yes(target);
      double loss = 0;
      for (int i = 0; i < yes.length; i++) {
        loss -= Math.log(Math.max(1e-15, yes[i] ? predicted[i] : 1 - predicted[i]));
      }
      metrics.put("rocAuc", RankingMetrics.areaUnderRoc(predicted, yes));
      metrics.put("prAuc", RankingMetrics.averagePrecision(predicted, yes));
      metrics.put("brier", RankingMetrics.brier(predicted, yes));
      metrics.put("logLoss", loss / yes.length);
      return metrics;
    }
    double squares = 0;
    double absolute = 0;
    double mean = Arrays.stream(target).average().orElse(0);
    double total = 0;
    for (int i = 0; i < target.length; i++) {
      double error = predicted[i] - target[i];
      squares += error * error;
      absolute += Math.abs(error);
      total += (target[i] - mean) * (target[i] - mean);
    }
    metrics.put("mse", squares / target.length);
    metrics.put("rmse", Math.sqrt(squares / target.length));
    metrics.put("mae", absolute / target.length);
    metrics.put("r2", total > 0 ? 1 - squares / total : Double.NaN);
    return metrics;
  }

  /** By what candidates are compared; lower is better. */
  double loss(Target target) {
    if (target.task() == Task.REGRESSION) {
      return metrics(Task.REGRESSION, predicted, target.values()).get("mse");
    }
    Double area = mean.get("rocAuc");
    return 1 - (area == null ? 0 : area);
  }
}
