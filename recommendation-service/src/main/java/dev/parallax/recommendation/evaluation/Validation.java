package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.evaluation.metric.Metric;
import java.util.Map;

/** Measures what a search tries. */
@FunctionalInterface
public interface Validation {
  Trial of(Map<String, Object> settings, Scorer scorer, double fitSeconds);

  /** By the NDCG of its lists. */
  static Validation byLists(Evaluator evaluator, Questions questions) {
    return (settings, scorer, fitSeconds) ->
        new Trial(
            settings, evaluator.measure(scorer, questions).mean(Metric.NDCG), null, fitSeconds);
  }
}
