package dev.parallax.learning.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Percentile intervals: what a metric would have been on other rows of the same kind, drawn with
 * replacement from those that there are (Efron and Tibshirani, "An Introduction to the Bootstrap",
 * 1993, chapter 13). 95 %.
 */
final class Bootstrap {
  private static final int MOST_DRAWS = 400;
  private static final int FEWEST_DRAWS = 50;
  private static final int MOST_ROWS_DRAWN = 8_000_000;
  private static final int FEWEST_ROWS = 10;
  private static final double TAIL = 0.025;

  private Bootstrap() {}

  /**
   * @param metrics of some rows, by their numbers; the same names each time
   */
  static Map<String, Metric> intervals(
      int rows, long seed, Function<int[], Map<String, Double>> metrics) {
    int[] all = new int[rows];
    Arrays.setAll(all, row -> row);
    Map<String, Double> values = metrics.apply(all);
    int draws = Math.clamp(MOST_ROWS_DRAWN / Math.max(rows, 1), FEWEST_DRAWS, MOST_DRAWS);
    Map<String, double[]> drawn = new LinkedHashMap<>();
    if (rows >= FEWEST_ROWS) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int d = 0; d < draws; d++) {
        int draw = d;
        int[] sample = new int[rows];
        Arrays.setAll(sample, i -> random.nextInt(rows));
        metrics
            .apply(sample)
            .forEach(
                (name, value) -> drawn.computeIfAbsent(name, n -> new double[draws])[draw] = value);
      }
    }
    Map<String, Metric> intervals = new LinkedHashMap<>();
    values.forEach((name, value) -> intervals.put(name, metric(value, drawn.get(name))));
    return intervals;
  }

  private static Metric metric(double value, double[] drawn) {
    if (Double.isNaN(value)) {
      return new Metric(null, null, null);
    }
    if (drawn == null) {
      return new Metric(value, null, null);
    }
    double[] sorted = Arrays.stream(drawn).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (sorted.length < FEWEST_DRAWS) {
      return new Metric(value, null, null);
    }
    return new Metric(
        value,
        sorted[(int) (TAIL * (sorted.length - 1))],
        sorted[(int) Math.ceil((1 - TAIL) * (sorted.length - 1))]);
  }
}
