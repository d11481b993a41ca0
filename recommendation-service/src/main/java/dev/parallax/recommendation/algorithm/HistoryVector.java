package dev.parallax.recommendation.algorithm;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * A history without its order: each item once, ascending.
 *
 * @param weights in the order of items
 */
public record HistoryVector(int[] items, float[] weights) {

  static HistoryVector of(History history, int items, IntToDoubleFunction weight, Repeats repeats) {
    long[] packed = new long[history.size()];
    int known = 0;
    for (int h = 0; h < history.size(); h++) {
      if (history.items()[h] < items) {
        packed[known++] = (long) history.items()[h] << 32 | h;
      }
    }
    int[] distinct = new int[known];
    float[] weights = new float[known];
    int size = repeats.merge(packed, known, weight, distinct, weights, 0);
    return new HistoryVector(Arrays.copyOf(distinct, size), Arrays.copyOf(weights, size));
  }

  public int size() {
    return items.length;
  }
}
