package dev.parallax.recommendation.algorithm;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * A history without its order: each item once, ascending.
 *
 * @param weights in the order of items
 */
public record HistoryVector(int[] items, float[] weights) {

  static HistoryVector of(
      History history, int items, IntToDoubleFunction weight, Interactions.Repeats repeats) {
    long[] packed = new long[history.size()];
    int known = 0;
    for (int h = 0; h < history.size(); h++) {
      if (history.items()[h] < items) {
        packed[known++] = (long) history.items()[h] << 32 | h;
      }
    }
    Arrays.sort(packed, 0, known);
    int[] distinct = new int[known];
    float[] weights = new float[known];
    int size = 0;
    for (int i = 0; i < known; ) {
      int item = (int) (packed[i] >>> 32);
      double sum = 0;
      double greatest = Double.NEGATIVE_INFINITY;
      double last = 0;
      for (; i < known && (int) (packed[i] >>> 32) == item; i++) {
        last = weight.applyAsDouble((int) packed[i]);
        sum += last;
        greatest = Math.max(greatest, last);
      }
      distinct[size] = item;
      weights[size++] = (float) repeats.together(sum, greatest, last);
    }
    return new HistoryVector(Arrays.copyOf(distinct, size), Arrays.copyOf(weights, size));
  }

  public int size() {
    return items.length;
  }
}
