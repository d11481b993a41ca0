package dev.parallax.recommendation.recommend;

import java.util.List;

/**
 * An answer, and what was tried out with it.
 *
 * @param experiment null where nothing was, like {@code arm}
 * @param arms whose item stands at each place of an interleaved list, else empty
 * @param agreeing which arms and candidates have the same item at each place; empty where that was
 *     not looked at
 */
record Tried(
    Recommendation answer,
    String experiment,
    String arm,
    List<String> arms,
    List<List<String>> agreeing) {

  static Tried nothing(Recommendation answer) {
    return new Tried(answer, null, null, List.of(), List.of());
  }

  String arm(int place) {
    return arms.isEmpty() ? null : arms.get(place);
  }

  /** Null where it was not looked at. */
  List<String> agreeing(int place) {
    return agreeing.isEmpty() ? null : agreeing.get(place);
  }
}
