package dev.parallax.recommendation.ranking;

/** How an item's score is changed before it is compared. */
@FunctionalInterface
public interface Emphasis {
  /**
   * What the score is multiplied by: 1 for as it is, above 1 for more, 0 for not in the list at
   * all.
   */
  double factor(int item);
}
