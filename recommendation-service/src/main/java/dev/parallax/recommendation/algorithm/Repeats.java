package dev.parallax.recommendation.algorithm;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Makes one weight of those of repeats. */
@FunctionalInterface
interface Repeats {
  double together(double sum, double greatest, double last);

  /**
   * Of somebody's interactions each item once, ascending.
   *
   * @param packed the first {@code length}: the item above, below it the interaction's place in the
   *     order of time; sorted here
   * @param weight by place
   * @param items are written from {@code size} on, as are their weights
   * @return where they end
   */
  default int merge(
      long[] packed,
      int length,
      IntToDoubleFunction weight,
      int[] items,
      float[] weights,
      int size) {
    Arrays.sort(packed, 0, length);
    int end = size;
    for (int i = 0; i < length; ) {
      int item = (int) (packed[i] >>> 32);
      double sum = 0;
      double greatest = Double.NEGATIVE_INFINITY;
      double last = 0;
      for (; i < length && (int) (packed[i] >>> 32) == item; i++) {
        last = weight.applyAsDouble((int) packed[i]);
        sum += last;
        greatest = Math.max(greatest, last);
      }
      items[end] = item;
      weights[end++] = (float) together(sum, greatest, last);
    }
    return end;
  }
}
