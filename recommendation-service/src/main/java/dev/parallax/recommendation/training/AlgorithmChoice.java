package dev.parallax.recommendation.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An algorithm by its name alone, or with settings that are not to be searched for.
 *
 * @param name ease, item-knn or slim
 */
record AlgorithmChoice(String name, Map<String, Object> settings) {
  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  public AlgorithmChoice {
    // Nulls stay: a contestant names them.
    settings =
        settings == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** A string in place of the object. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static AlgorithmChoice named(String name) {
    return new AlgorithmChoice(name, Map.of());
  }
}
