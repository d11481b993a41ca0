package dev.parallax.learning.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How close predicted numbers are to the true ones.
 *
 * @param rows held out
 * @param metrics mse, rmse, mae, r2 and of the interval how often it held the true number
 */
public record NumberEvaluation(int rows, Map<String, Metric> metrics) {

  /**
   * @param halfWidth of the predictions' interval, null where there is none
   */
  public static NumberEvaluation of(
      double[] predicted, double[] target, Double halfWidth, long seed) {
    return new NumberEvaluation(
        target.length,
        Bootstrap.intervals(
            target.length,
            seed,
            rows -> {
              double[] p = Arrays.stream(rows).mapToDouble(row -> predicted[row]).toArray();
              double[] y = Arrays.stream(rows).mapToDouble(row -> target[row]).toArray();
              Map<String, Double> metrics = metrics(p, y);
              if (halfWidth != null) {
                metrics.put("intervalCoverage", coverage(p, y, halfWidth));
              }
              return metrics;
            }));
  }

  private static double coverage(double[] predicted, double[] target, double halfWidth) {
    int covered = 0;
    for (int i = 0; i < target.length; i++) {
      covered += Math.abs(predicted[i] - target[i]) <= halfWidth ? 1 : 0;
    }
    return (double) covered / target.length;
  }

  /** mse, rmse, mae and r2, which is NaN where the target does not vary. */
  public static Map<String, Double> metrics(double[] predicted, double[] target) {
    double squares = 0;
    double absolute = 0;
    double sum = 0;
    for (int i = 0; i < target.length; i++) {
      double error = predicted[i] - target[i];
      squares += error * error;
      absolute += Math.abs(error);
      sum += target[i];
    }
    double mean = sum / target.length;
    double total = 0;
    for (double value : target) {
      total += (value - mean) * (value - mean);
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("mse", squares / target.length);
    metrics.put("rmse", Math.sqrt(squares / target.length));
    metrics.put("mae", absolute / target.length);
    metrics.put("r2", total > 0 ? 1 - squares / total : Double.NaN);
    return metrics;
  }
}
