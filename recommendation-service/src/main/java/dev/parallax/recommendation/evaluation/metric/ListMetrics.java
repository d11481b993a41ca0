package dev.parallax.recommendation.evaluation.metric;

import java.util.Arrays;

/** The metrics of one list that compare it with the right answers. */
public final class ListMetrics {
  private static final double LOG_2 = Math.log(2);

  private ListMetrics() {}

  /**
   * Writes recall, precision, NDCG, both MAPs, MRR and hit rate to their places.
   *
   * @param list best first, each item once
   * @param targets right items, ascending, at least one
   * @param k the cut-off, at least the list's length
   * @param values by the ordinal of {@link Metric}
   */
  public static void measure(int[] list, int[] targets, int k, double[] values) {
    int found = 0;
    double gain = 0;
    double precisions = 0;
    double first = 0;
    for (int rank = 1; rank <= list.length; rank++) {
      if (Arrays.binarySearch(targets, list[rank - 1]) >= 0) {
        found++;
        gain += discount(rank);
        precisions += (double) found / rank;
        first = first == 0 ? 1.0 / rank : first;
      }
    }
    int most = Math.min(k, targets.length);
    double ideal = 0;
    for (int rank = 1; rank <= most; rank++) {
      ideal += discount(rank);
    }
    values[Metric.RECALL.ordinal()] = (double) found / targets.length;
    values[Metric.PRECISION.ordinal()] = (double) found / k;
    values[Metric.NDCG.ordinal()] = gain / ideal;
    values[Metric.MAP.ordinal()] = precisions / most;
    values[Metric.MAP_OF_ALL.ordinal()] = precisions / targets.length;
    values[Metric.MRR.ordinal()] = first;
    values[Metric.HIT_RATE.ordinal()] = found > 0 ? 1 : 0;
  }

  private static double discount(int rank) {
    return LOG_2 / Math.log(rank + 1.0);
  }
}
