package dev.parallax.segmentation.training;

import dev.parallax.kit.model.ModelCard;
import dev.parallax.segmentation.clustering.Quality;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.feature.FeatureTable;
import dev.parallax.segmentation.segment.Learner.Learned;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the card of a segmentation. */
final class Cards {
  private Cards() {}

  static ModelCard card(SegmentationRequest request, Learned learned, FeatureTable table) {
    Map<String, Double> baseline = new HashMap<>();
    learned
        .baselines()
        .forEach(
            (name, quality) ->
                quality.asMap().forEach((metric, v) -> baseline.put(name + "." + metric, v)));
    return new ModelCard(
        algorithm(request, learned),
        request.seed(),
        oldest(table),
        table.reference(),
        table.rows(),
        "all customers with a purchase and consent; silhouette on a seeded sample of "
            + Quality.SILHOUETTE_SAMPLE
            + "; must beat a random partition of the same sizes by silhouette, and not lose to tiers of spend",
        learned.quality().asMap(),
        baseline,
        learned.tribuo().getProvenance().toString());
  }

  private static String algorithm(SegmentationRequest request, Learned learned) {
    return "K-means (Tribuo, k-means++, best of several starts), k="
        + learned.model().segments().size()
        + (request.k().isEmpty() ? " chosen by silhouette" : "")
        + ", features "
        + learned.model().scaler().features().stream()
            .map(Feature::wireName)
            .collect(Collectors.joining(", "))
        + "; money in "
        + learned.model().currency();
  }

  /** The first purchase of all. */
  private static Instant oldest(FeatureTable table) {
    double days = 0;
    for (int row = 0; row < table.rows(); row++) {
      days = Math.max(days, table.get(row, Feature.TENURE));
    }
    return table
        .reference()
        .minus(Duration.ofMillis(Math.round(days * Duration.ofDays(1).toMillis())));
  }
}
