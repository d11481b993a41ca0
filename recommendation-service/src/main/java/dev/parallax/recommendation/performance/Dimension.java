package dev.parallax.recommendation.performance;

import dev.parallax.kit.problem.Problems;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** By what a report tells lists and their places apart; {@code sql} is its column. */
enum Dimension {
  STRATEGY("strategy", "strategy"),
  SURFACE("surface", "surface"),
  POSITION("position", "position"),
  MODEL_VERSION("modelVersion", "model_version"),
  EXPERIMENT("experiment", "experiment"),
  ARM("arm", "arm"),
  DAY("day", "day");

  private final String wireName;
  private final String sql;

  Dimension(String wireName, String sql) {
    this.wireName = wireName;
    this.sql = sql;
  }

  String wireName() {
    return wireName;
  }

  String sql() {
    return sql;
  }

  /**
   * @param by names with commas between them, null for strategy
   * @throws RuntimeException a 400 problem naming {@code by}
   */
  static Set<Dimension> parse(String by) {
    Set<Dimension> all = new LinkedHashSet<>();
    for (String name : (by == null ? "strategy" : by).split(",")) {
      all.add(
          find(name.trim())
              .orElseThrow(
                  () ->
                      Problems.invalid(
                          "by",
                          "must be some of "
                              + Arrays.stream(values())
                                  .map(Dimension::wireName)
                                  .collect(Collectors.joining(", "))
                              + ", with commas between them")));
    }
    return all;
  }

  private static Optional<Dimension> find(String name) {
    return Arrays.stream(values()).filter(d -> d.wireName.equals(name)).findFirst();
  }
}
