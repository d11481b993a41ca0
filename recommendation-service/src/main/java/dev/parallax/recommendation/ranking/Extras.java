package dev.parallax.recommendation.ranking;

import java.util.Arrays;

/**
 * Scores of items for another cause than interests: due to be bought again, matching what is
 * searched for, like the item at hand. They are added to a score as they are.
 */
public final class Extras {
  private int[] items = new int[8];
  private double[] scores = new double[8];
  private int size;

  /** Several causes of one item add up. */
  public void add(int item, double score) {
    if (!(score > 0)) {
      return;
    }
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
      scores = Arrays.copyOf(scores, size * 2);
    }
    items[size] = item;
    scores[size++] = score;
  }

  int size() {
    return size;
  }

  int item(int position) {
    return items[position];
  }

  double score(int position) {
    return scores[position];
  }
}
