package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.evaluation.Measured;
import dev.parallax.recommendation.evaluation.ResultTable;
import dev.parallax.recommendation.evaluation.metric.Bootstrap;
import dev.parallax.recommendation.evaluation.metric.Comparison;
import dev.parallax.recommendation.evaluation.metric.Metric;
import java.util.Map;
import java.util.TreeMap;

/**
 * One task on the test: what the chosen model's method reached, and what others did.
 *
 * @param popularity the better of recent and all-time popularity
 */
record Task(Measured served, Measured popularity, Bootstrap bootstrap, ResultTable table) {
  int cases() {
    return served.cases();
  }

  double ndcg() {
    return served.mean(Metric.NDCG);
  }

  double recall() {
    return served.mean(Metric.RECALL);
  }

  double hitRate() {
    return served.mean(Metric.HIT_RATE);
  }

  Comparison againstPopularity() {
    return served.against(popularity, Metric.NDCG, bootstrap);
  }

  /** By name, as they stand on a model's card. */
  Map<String, Double> named(boolean ofServed, String prefix, int k) {
    Map<String, Double> named = new TreeMap<>();
    (ofServed ? served : popularity)
        .estimates(bootstrap)
        .forEach((name, value) -> named.put(prefix + name + "@" + k, value.value()));
    named.put(prefix + "cases", (double) cases());
    return named;
  }
}
