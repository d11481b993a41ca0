package dev.parallax.segmentation.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.segmentation.feature.Feature;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What kind of segmentation is wanted.
 *
 * @param k number of segments, empty to choose it
 */
record SegmentationRequest(Optional<Integer> k, List<Feature> features, long seed) {
  static final int FEWEST = 2;
  static final int MOST = 20;
  static final long DEFAULT_SEED = 42;
  private static final String ALGORITHM = "kmeans";
  private static final Set<String> FIELDS = Set.of("algorithm", "k", "features", "seed");

  /**
   * @throws RuntimeException a 400 problem that names every field that is wrong
   */
  static SegmentationRequest parse(JsonNode body) {
    List<FieldError> errors = new ArrayList<>();
    if (body == null || !body.isObject()) {
      throw Problems.invalid(
          "body", "must be an object such as {\"algorithm\":\"kmeans\",\"k\":5}");
    }
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                errors.add(
                    new FieldError(name, "is unknown; there are algorithm, k, features and seed"));
              }
            });
    JsonNode algorithm = body.path("algorithm");
    if (!algorithm.isMissingNode() && !ALGORITHM.equals(algorithm.textValue())) {
      errors.add(new FieldError("algorithm", "must be kmeans"));
    }
    Optional<Integer> k = k(body.path("k"), errors);
    List<Feature> features = features(body.path("features"), errors);
    long seed = seed(body.path("seed"), errors);
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    return new SegmentationRequest(k, features, seed);
  }

  private static Optional<Integer> k(JsonNode node, List<FieldError> errors) {
    if (node.isMissingNode() || "auto".equals(node.textValue())) {
      return Optional.empty();
    }
    if (!node.isIntegralNumber() || node.asLong() < FEWEST || node.asLong() > MOST) {
      errors.add(
          new FieldError(
              "k", "must be a whole number from " + FEWEST + " to " + MOST + ", or \"auto\""));
      return Optional.empty();
    }
    return Optional.of(node.asInt());
  }

  private static List<Feature> features(JsonNode node, List<FieldError> errors) {
    if (node.isMissingNode() || node.isNull()) {
      return Feature.DEFAULTS;
    }
    if (!node.isArray() || node.isEmpty()) {
      errors.add(new FieldError("features", "must be an array with some of " + Feature.names()));
      return List.of();
    }
    Set<Feature> features = new LinkedHashSet<>();
    for (int i = 0; i < node.size(); i++) {
      String name = node.get(i).textValue();
      Optional<Feature> feature = name == null ? Optional.empty() : Feature.parse(name);
      if (feature.isEmpty()) {
        errors.add(new FieldError("features[" + i + "]", "must be one of " + Feature.names()));
      } else {
        features.add(feature.get());
      }
    }
    return List.copyOf(features);
  }

  private static long seed(JsonNode node, List<FieldError> errors) {
    if (node.isMissingNode() || node.isNull()) {
      return DEFAULT_SEED;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      errors.add(new FieldError("seed", "must be a whole number of 64 bits"));
      return DEFAULT_SEED;
    }
    return node.asLong();
  }

  /** As a job's parameters; {@link #parse} reads it back. */
  ObjectNode toJson() {
    ObjectNode json = EventJson.mapper().createObjectNode();
    json.put("algorithm", ALGORITHM);
    k.ifPresentOrElse(number -> json.put("k", number), () -> json.put("k", "auto"));
    features.forEach(feature -> json.withArray("features").add(feature.wireName()));
    return json.put("seed", seed);
  }
}
