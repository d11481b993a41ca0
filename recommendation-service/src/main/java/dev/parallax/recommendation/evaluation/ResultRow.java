package dev.parallax.recommendation.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.recommendation.evaluation.metric.Bootstrap;
import dev.parallax.recommendation.evaluation.metric.Comparison;
import dev.parallax.recommendation.evaluation.metric.Estimate;
import dev.parallax.recommendation.evaluation.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One algorithm in a table.
 *
 * @param settings all of them
 * @param fitSeconds the last fit, without the search before it
 * @param measureSeconds to ask every question
 * @param metrics by name at the cut-off, each with its interval
 * @param against NDCG and recall less those of others, by name of the other
 * @param trials what the search tried, in its order
 * @param error why there are no metrics, null where there are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResultRow(
    String algorithm,
    Map<String, Object> settings,
    Double fitSeconds,
    Double measureSeconds,
    Map<String, Estimate> metrics,
    Map<String, Map<String, Comparison>> against,
    List<Trial> trials,
    String error) {

  /**
   * A row of what was measured.
   *
   * @param baselines what it is compared with, by name; itself is left out
   */
  public static ResultRow of(
      String name,
      Map<String, Object> settings,
      Measured measured,
      double fitSeconds,
      double measureSeconds,
      List<Trial> trials,
      Map<String, Measured> baselines,
      Bootstrap bootstrap) {
    Map<String, Map<String, Comparison>> against = new TreeMap<>();
    baselines.forEach(
        (other, baseline) -> {
          if (baseline != measured) {
            against.put(
                other,
                Map.of(
                    Metric.NDCG.wireName(), measured.against(baseline, Metric.NDCG, bootstrap),
                    Metric.RECALL.wireName(),
                        measured.against(baseline, Metric.RECALL, bootstrap)));
          }
        });
    return new ResultRow(
        name,
        settings,
        fitSeconds,
        measureSeconds,
        measured.estimates(bootstrap),
        against,
        trials,
        null);
  }

  /** The same row with further metrics. */
  ResultRow with(Map<String, Estimate> more) {
    Map<String, Estimate> all = new TreeMap<>(metrics);
    all.putAll(more);
    return new ResultRow(
        algorithm, settings, fitSeconds, measureSeconds, all, against, trials, error);
  }

  static ResultRow failed(Contestant contestant, String error) {
    return new ResultRow(
        contestant.algorithm(),
        contestant.settings(),
        null,
        null,
        Map.of(),
        Map.of(),
        List.of(),
        error);
  }

  /** 0 where nothing was measured. */
  double ndcg() {
    Estimate ndcg = metrics.get("ndcg");
    return ndcg == null ? 0 : ndcg.value();
  }
}
