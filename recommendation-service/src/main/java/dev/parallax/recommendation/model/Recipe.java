package dev.parallax.recommendation.model;

import dev.parallax.contracts.Required;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * How the neighbours of a model were learned: enough to learn them again from other data.
 *
 * @param algorithm one whose scores are sums over the items of a history
 */
public record Recipe(String algorithm, Map<String, Object> settings) {
  /** What models learned before recipes were kept. */
  public static final Recipe FIRST = new Recipe("item-knn", Map.of("k", 50, "shrinkage", 10.0));

  public Recipe {
    Required.text("algorithm", algorithm);
    Map<String, Object> read = new HashMap<>(Required.value("settings", settings));
    // JSON is read with decimals of any precision; settings are doubles, and have to be equal
    // again.
    read.replaceAll(
        (name, value) -> value instanceof BigDecimal decimal ? decimal.doubleValue() : value);
    settings = Map.copyOf(read);
  }
}
