package dev.parallax.recommendation.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.model.ModelCard;
import dev.parallax.kit.model.StoredModel;
import java.time.Instant;
import java.util.List;

/**
 * A predictor as it is shown.
 *
 * @param modelVersion the one that answers, null where none does
 * @param card of that one
 * @param evaluation of that one: held-out metrics with intervals, cross-validation of each
 *     algorithm tried, coefficients of a linear regression, importance of columns, columns to send
 * @param versions newest first
 */
public record PredictorView(
    String name,
    Instant createdAt,
    String modelVersion,
    ModelCard card,
    ObjectNode evaluation,
    List<Version> versions) {

  /**
   * One version.
   *
   * @param beatsBaseline whether it predicts better than the mean, by more than chance
   */
  public record Version(
      String modelVersion,
      Instant createdAt,
      boolean serves,
      String algorithm,
      boolean beatsBaseline,
      JsonNode metrics) {
    static Version of(PredictorStore.Version version, StoredModel champion) {
      ObjectNode report = version.report();
      return new Version(
          version.modelId(),
          version.createdAt(),
          champion != null && champion.id().equals(version.modelId()),
          report.path("algorithm").asText(),
          report.path("beatsBaseline").asBoolean(),
          report.path("metrics"));
    }
  }

  /** A predictor in a list; what is learned is null before the first version serves. */
  public record Summary(
      String name,
      Instant createdAt,
      String modelVersion,
      String type,
      String algorithm,
      String target,
      JsonNode metrics) {
    static Summary untrained(String name, Instant createdAt) {
      return new Summary(name, createdAt, null, null, null, null, null);
    }

    static Summary of(String name, Instant createdAt, PredictorStore.Version version) {
      ObjectNode report = version.report();
      return new Summary(
          name,
          createdAt,
          version.modelId(),
          report.path("type").asText(),
          report.path("algorithm").asText(),
          report.path("target").asText(),
          report.path("metrics"));
    }
  }
}
