package dev.parallax.recommendation.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which settings of an algorithm are worth a search, and over which values: few, in order, and with
 * the usual one in front of the search, so that a walk uphill finds the best soon.
 */
final class SearchSpace {
  private static final Axis SIMILARITY = Axis.choice("similarity", "cosine", "jaccard", "pearson");
  private static final Axis WEIGHTING = Axis.choice("weighting", "none", "tf-idf", "bm25");

  private static final List<Object> POWERS = List.of(0, 0.25, 0.5, 0.75, 1);
  private static final Axis FREQUENCY_POWER = new Axis("frequencyPower", POWERS, 0);
  private static final Axis USER_POWER = new Axis("userPower", POWERS, 0);

  private static final Map<String, List<Axis>> AXES =
      Map.ofEntries(
          Map.entry(
              "ease",
              List.of(
                  new Axis("lambda", List.of(1, 5, 20, 50, 100, 250, 500, 1_000, 2_500), 5),
                  FREQUENCY_POWER,
                  USER_POWER)),
          Map.entry(
              "slim",
              List.of(
                  new Axis("lambda", List.of(1, 5, 20, 50, 100, 250, 500, 1_000), 3),
                  new Axis("l1", List.of(0, 0.5, 1, 2, 5, 10, 20), 3),
                  FREQUENCY_POWER,
                  USER_POWER)),
          Map.entry(
              "item-knn",
              List.of(
                  new Axis("shrinkage", List.of(0, 10, 50, 100, 300, 1_000), 1),
                  WEIGHTING,
                  SIMILARITY,
                  new Axis("k", List.of(20, 50, 100, 200, 400), 3))),
          Map.entry(
              "user-knn",
              List.of(
                  new Axis("k", List.of(50, 100, 200, 400, 800), 2),
                  WEIGHTING,
                  SIMILARITY,
                  new Axis("shrinkage", List.of(0, 10, 50, 100), 1))),
          Map.entry(
              "als",
              List.of(
                  new Axis("lambda", List.of(2, 5, 20, 80, 200, 500), 2),
                  new Axis("alpha", List.of(1, 3, 10, 30), 2),
                  new Axis("factors", List.of(32, 64, 128), 1))),
          Map.entry(
              "served",
              List.of(
                  new Axis("popular", List.of(0.001, 0.01, 0.03, 0.1, 0.3, 1), 2),
                  new Axis("rules", List.of(0, 0.3, 1, 2, 4, 10), 2))),
          Map.entry("session-knn", List.of(new Axis("k", List.of(50, 100, 200, 500, 1_000), 2))),
          Map.entry("trending", List.of(new Axis("halfLifeDays", List.of(1, 3, 7, 14), 1))),
          Map.entry(
              "rating-als",
              List.of(
                  new Axis("lambda", List.of(0.02, 0.04, 0.08, 0.15, 0.3), 2),
                  new Axis("factors", List.of(8, 16, 32, 64), 1))),
          Map.entry(
              "rating-knn",
              List.of(
                  new Axis("shrinkage", List.of(10, 30, 100, 300), 2),
                  new Axis("k", List.of(20, 40, 80), 1))),
          Map.entry(
              "rating-user-knn",
              List.of(
                  new Axis("shrinkage", List.of(3, 10, 30, 100), 1),
                  new Axis("k", List.of(20, 40, 80, 160), 1))));

  private SearchSpace() {}

  /**
   * One setting.
   *
   * @param values in order of size, if they have one
   * @param start the place where the walk begins
   * @param ordered whether beyond a value that is worse there is none that is better
   */
  record Axis(String setting, List<Object> values, int start, boolean ordered) {
    Axis {
      values = List.copyOf(values);
    }

    Axis(String setting, List<Object> values, int start) {
      this(setting, values, start, true);
    }

    /** Of names, the usual one first. */
    static Axis choice(String setting, Object... names) {
      return new Axis(setting, List.of(names), 0, false);
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
