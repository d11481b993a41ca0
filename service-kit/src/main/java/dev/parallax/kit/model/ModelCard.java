package dev.parallax.kit.model;

import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.Map;

/**
 * How a model came about and how good it is.
 *
 * @param algorithm name and the parameters that matter, for people
 * @param seed of everything random in the training
 * @param dataFrom event time of the oldest row learned from
 * @param dataTo event time of the newest
 * @param rows examples learned from
 * @param evaluation how the metrics were got: split, sample, what was held out
 * @param metrics of this model
 * @param baseline the same metrics of what it must beat
 * @param provenance the library's own record, may be null
 */
public record ModelCard(
    String algorithm,
    long seed,
    Instant dataFrom,
    Instant dataTo,
    long rows,
    String evaluation,
    Map<String, Double> metrics,
    Map<String, Double> baseline,
    String provenance) {
  public ModelCard {
    Required.text("algorithm", algorithm);
    Required.text("evaluation", evaluation);
    metrics = Map.copyOf(metrics);
    baseline = Map.copyOf(baseline);
  }
}
