package dev.parallax.recommendation.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which settings of an algorithm are worth a search, and over which values: few, in order, and with
 * the usual one in front of the search, so that a walk uphill finds the best soon.
 */
final class SearchSpace {
  private static final Map<String, List<Axis>> AXES =
      Map.of(
          "ease",
          List.of(new Axis("lambda", List.of(1, 5, 20, 50, 100, 250, 500, 1_000, 2_500), 5)),
          "item-knn",
          List.of(
              new Axis("shrinkage", List.of(0, 10, 50, 100, 300, 1_000), 1),
              new Axis("k", List.of(20, 50, 100, 200, 400), 3)),
          "user-knn",
          List.of(
              new Axis("k", List.of(50, 100, 200, 400, 800), 2),
              new Axis("shrinkage", List.of(0, 10, 50, 100), 1)),
          "als",
          List.of(
              new Axis("lambda", List.of(2, 5, 20, 80, 200, 500), 2),
              new Axis("alpha", List.of(1, 3, 10, 30), 2),
              new Axis("factors", List.of(32, 64, 128), 1)),
          "served",
          List.of(
              new Axis("popular", List.of(0.001, 0.01, 0.03, 0.1, 0.3, 1), 2),
              new Axis("rules", List.of(0, 0.3, 1, 2, 4, 10), 2)),
          "session-knn",
          List.of(new Axis("k", List.of(50, 100, 200, 500, 1_000), 2)),
          "trending",
          List.of(new Axis("halfLifeDays", List.of(1, 3, 7, 14), 1)));

  private SearchSpace() {}

  /**
   * One setting.
   *
   * @param values in order of size
   * @param start the place where the walk begins
   */
  record Axis(String setting, List<Object> values, int start) {
    Axis {
      values = List.copyOf(values);
    }
  }

  /** The algorithms that are tuned. */
  static Set<String> algorithms() {
    return AXES.keySet();
  }

  /** Empty where nothing is tuned. The most important comes first. */
  static List<Axis> of(String algorithm) {
    return AXES.getOrDefault(algorithm, List.of());
  }
}
