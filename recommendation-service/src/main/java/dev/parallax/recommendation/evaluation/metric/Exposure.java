package dev.parallax.recommendation.evaluation.metric;

import java.util.Arrays;

/** How lists share out attention among items. Not thread safe. */
public final class Exposure {
  private final int items;
  private final int k;
  private final int[] lists;
  private final int[] count;
  private final int[] touched;

  /**
   * @param lists item numbers, {@code k} places a case, -1 where a list is shorter
   */
  public Exposure(int items, int k, int[] lists) {
    this.items = items;
    this.k = k;
    this.lists = lists;
    this.count = new int[items];
    this.touched = new int[items];
  }

  /** See {@link Metric#COVERAGE}. */
  public double coverage(int[] cases) {
    int different = count(cases);
    clear(different);
    return items == 0 ? 0 : (double) different / items;
  }

  /** See {@link Metric#GINI}. */
  public double gini(int[] cases) {
    int different = count(cases);
    int[] counts = new int[different];
    for (int t = 0; t < different; t++) {
      counts[t] = count[touched[t]];
    }
    clear(different);
    Arrays.sort(counts);
    double weighted = 0;
    double total = 0;
    for (int i = 0; i < different; i++) {
      weighted += (items - different + i + 1.0) * counts[i];
      total += counts[i];
    }
    return total == 0 ? 0 : (2 * weighted / total - items - 1) / items;
  }

  private int count(int[] cases) {
    int different = 0;
    for (int one : cases) {
      for (int p = one * k; p < (one + 1) * k; p++) {
        if (lists[p] >= 0 && count[lists[p]]++ == 0) {
          touched[different++] = lists[p];
        }
      }
    }
    return different;
  }

  private void clear(int different) {
    for (int t = 0; t < different; t++) {
      count[touched[t]] = 0;
    }
  }
}
