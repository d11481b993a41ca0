package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.evaluation.metric.Bootstrap;
import dev.parallax.recommendation.evaluation.metric.Comparison;
import dev.parallax.recommendation.evaluation.metric.Estimate;
import dev.parallax.recommendation.evaluation.metric.Exposure;
import dev.parallax.recommendation.evaluation.metric.Metric;
import java.util.Map;
import java.util.TreeMap;

/** What one scorer's lists are worth, case by case. */
public final class Measured {
  private static final int COLUMNS = Metric.values().length;

  private final int items;
  private final int k;
  private final int[] lists;
  private final double[] values;

  /**
   * @param lists {@code k} places a case, -1 where a list is shorter
   * @param values case by case, one of each {@link Metric}; those that are of all lists stay 0
   */
  Measured(int items, int k, int[] lists, double[] values) {
    this.items = items;
    this.k = k;
    this.lists = lists;
    this.values = values;
  }

  public int cases() {
    return lists.length / k;
  }

  /** The mean over the cases. */
  public double mean(Metric metric) {
    double sum = 0;
    for (double value : of(metric)) {
      sum += value;
    }
    return cases() == 0 ? 0 : sum / cases();
  }

  /** All metrics by name, each with its interval. */
  public Map<String, Estimate> estimates(Bootstrap bootstrap) {
    Estimate[] means = bootstrap.means(values, COLUMNS);
    Exposure exposure = new Exposure(items, k, lists);
    Map<String, Estimate> all = new TreeMap<>();
    for (Metric metric : Metric.values()) {
      all.put(
          metric.wireName(),
          switch (metric) {
            case COVERAGE -> bootstrap.ofShare(exposure::coverage);
            case GINI -> bootstrap.ofShare(exposure::gini);
            default -> means[metric.ordinal()];
          });
    }
    return all;
  }

  /** This one less another on the same cases. */
  public Comparison against(Measured other, Metric metric, Bootstrap bootstrap) {
    return bootstrap.compare(of(metric), other.of(metric));
  }

  private double[] of(Metric metric) {
    double[] column = new double[cases()];
    for (int i = 0; i < column.length; i++) {
      column[i] = values[i * COLUMNS + metric.ordinal()];
    }
    return column;
  }
}
