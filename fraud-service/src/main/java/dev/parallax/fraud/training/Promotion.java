package dev.parallax.fraud.training;

import java.util.Map;

/** Whether a model may serve. */
final class Promotion {
  private static final String AUC = "auc";
  private static final String AVERAGE_PRECISION = "averagePrecision";

  private Promotion() {}

  /**
   * Better than the baseline in both metrics, and in average precision, which is what an analyst's
   * day depends on, no worse than the champion.
   */
  static boolean deserved(Map<String, Double> metrics, Map<String, Double> baseline) {
    return metrics.get(AUC) > baseline.get(AUC)
        && metrics.get(AVERAGE_PRECISION) > baseline.get(AVERAGE_PRECISION)
        && metrics.get(AVERAGE_PRECISION)
            >= baseline.getOrDefault("champion." + AVERAGE_PRECISION, 0.0);
  }
}
