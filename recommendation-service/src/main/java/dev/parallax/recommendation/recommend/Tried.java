package dev.parallax.recommendation.recommend;

import java.util.List;

/**
 * An answer, and what was tried out with it.
 *
 * @param experiment null where nothing was, like {@code arm}
 * @param arms whose item stands at each place of an interleaved list, else empty
 */
record Tried(Recommendation answer, String experiment, String arm, List<String> arms) {

  static Tried nothing(Recommendation answer) {
    return new Tried(answer, null, null, List.of());
  }

  String arm(int place) {
    return arms.isEmpty() ? null : arms.get(place);
  }
}
