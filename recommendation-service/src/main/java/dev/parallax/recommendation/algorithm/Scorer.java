package dev.parallax.recommendation.algorithm;

import java.util.List;

/**
 * What was learned. It knows no user by name, only histories, so that it serves people it never
 * saw. Thread safe.
 */
public interface Scorer {
  /**
   * The scores of all items; higher is better. Items of the history that were not learned from say
   * nothing.
   *
   * @param scores as many as there are items; overwritten
   */
  void score(History history, float[] scores);

  /**
   * The parts of one item's score by items of the history, greatest first, each item once: they add
   * up to the score. Empty where scores do not add up, or nothing of the history speaks of the
   * item.
   */
  default List<Contribution> explain(History history, int item) {
    return List.of();
  }

  /**
   * Whether scores are predictions of the values that were learned from, such as stars, so that
   * their error can be measured.
   */
  default boolean predictsValues() {
    return false;
  }
}
