package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.algorithm.Algorithms;
import java.util.Map;

/**
 * An algorithm that takes part.
 *
 * @param algorithm its name
 * @param settings those that are given are kept; others may be tuned, or have their default
 */
public record Contestant(String algorithm, Map<String, Object> settings) {
  /**
   * @throws IllegalArgumentException when there is no such algorithm or a setting is wrong; the
   *     message begins with {@code name} or with {@code settings.} and its name
   */
  public Contestant {
    settings = settings == null ? Map.of() : settings;
    settings.forEach(
        (name, value) -> {
          if (value == null) {
            throw new IllegalArgumentException(
                "settings." + name + " must not be null: leave it out for its default");
          }
        });
    settings = Map.copyOf(settings);
    Algorithms.of(algorithm, settings);
  }

  /** With what holds where nothing is set. */
  public static Contestant of(String algorithm) {
    return new Contestant(algorithm, Map.of());
  }

  /** Whether it says nothing where only the order of a file is known. */
  boolean needsTimes() {
    return algorithm.equals("trending");
  }

  /** Whether it learns from ratings as such, whatever others learn from. */
  boolean learnsFromRatings() {
    return algorithm.startsWith("rating-");
  }
}
