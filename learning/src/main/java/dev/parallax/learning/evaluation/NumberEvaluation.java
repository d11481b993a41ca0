package dev.parallax.learning.evaluation;

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
            target.length, seed, rows -> metrics(predicted, target, halfWidth, rows)));
  }

  private static Map<String, Double> metrics(
      double[] predicted, double[] target, Double halfWidth, int[] rows) {
    double squares = 0;
    double absolute = 0;
    double sum = 0;
    int covered = 0;
    for (int row : rows) {
      double error = predicted[row] - target[row];
      squares += error * error;
      absolute += Math.abs(error);
      sum += target[row];
      covered += halfWidth != null && Math.abs(error) <= halfWidth ? 1 : 0;
    }
    double mean = sum / rows.length;
    double total = 0;
    for (int row : rows) {
      total += (target[row] - mean) * (target[row] - mean);
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("mse", squares / rows.length);
    metrics.put("rmse", Math.sqrt(squares / rows.length));
    metrics.put("mae", absolute / rows.length);
    metrics.put("r2", total > 0 ? 1 - squares / total : Double.NaN);
    if (halfWidth != null) {
      metrics.put("intervalCoverage", (double) covered / rows.length);
    }
    return metrics;
  }
}
