package dev.parallax.recommendation.neighbour;

import java.util.Arrays;

/**
 * The k best of what is offered, by score, then by lower item number: a binary heap with the worst
 * on top. Used again after {@link #clear}. Ask for the order with one of the sorts before reading.
 */
public final class TopK {
  private final int[] item;
  private final float[] score;
  private int size;

  public TopK(int k) {
    item = new int[k];
    score = new float[k];
  }

  public void clear() {
    size = 0;
  }

  public void offer(int candidate, float value) {
    if (size < item.length) {
      item[size] = candidate;
      score[size] = value;
      up(size++);
    } else if (better(value, candidate, score[0], item[0])) {
      item[0] = candidate;
      score[0] = value;
      down(size);
    }
  }

  /** Whether there is room only in place of another. */
  public boolean isFull() {
    return size == item.length;
  }

  /** The lowest score that is kept; call before any sort, and only when there is one. */
  public float worst() {
    return score[0];
  }

  private static boolean better(float value, int item, float otherValue, int otherItem) {
    return value > otherValue || (value == otherValue && item < otherItem);
  }

  private boolean worse(int a, int b) {
    return better(score[b], item[b], score[a], item[a]);
  }

  private void up(int at) {
    int child = at;
    while (child > 0 && worse(child, (child - 1) / 2)) {
      swap(child, (child - 1) / 2);
      child = (child - 1) / 2;
    }
  }

  private void down(int end) {
    int parent = 0;
    while (2 * parent + 1 < end) {
      int child = 2 * parent + 1;
      if (child + 1 < end && worse(child + 1, child)) {
        child++;
      }
      if (!worse(child, parent)) {
        return;
      }
      swap(child, parent);
      parent = child;
    }
  }

  private void swap(int a, int b) {
    int i = item[a];
    item[a] = item[b];
    item[b] = i;
    float s = score[a];
    score[a] = score[b];
    score[b] = s;
  }

  /** Best first. The heap is used up: clear it before the next offer. */
  public void sortByScore() {
    for (int end = size - 1; end > 0; end--) {
      swap(0, end);
      down(end);
    }
  }

  /** Ascending by item number. The heap is used up: clear it before the next offer. */
  public void sortByItem() {
    long[] packed = new long[size];
    for (int i = 0; i < size; i++) {
      packed[i] = (long) item[i] << 32 | Integer.toUnsignedLong(Float.floatToIntBits(score[i]));
    }
    Arrays.sort(packed);
    for (int i = 0; i < size; i++) {
      item[i] = (int) (packed[i] >>> 32);
      score[i] = Float.intBitsToFloat((int) packed[i]);
    }
  }

  public int[] items() {
    return Arrays.copyOf(item, size);
  }

  /** In the order of {@link #items}. */
  public float[] scores() {
    return Arrays.copyOf(score, size);
  }
}
