package dev.parallax.recommendation.algorithm;

import dev.parallax.recommendation.neighbour.SparseMatrix;
import java.util.Arrays;

/**
 * Who did what when: rows by user, each in time order, compressed to 16 bytes an interaction. Users
 * and items are numbers from 0. Immutable.
 */
public final class Interactions {
  private final int items;
  private final int[] offsets;
  private final int[] item;
  private final float[] value;
  private final long[] second;

  private Interactions(int items, int[] offsets, int[] item, float[] value, long[] second) {
    this.items = items;
    this.offsets = offsets;
    this.item = item;
    this.value = value;
    this.second = second;
  }

  public static Builder builder(int users, int items) {
    return new Builder(users, items);
  }

  public int users() {
    return offsets.length - 1;
  }

  public int items() {
    return items;
  }

  public int size() {
    return item.length;
  }

  /** Where a user's row starts. */
  public int from(int user) {
    return offsets[user];
  }

  /** Where a user's row ends, exclusively. */
  public int to(int user) {
    return offsets[user + 1];
  }

  public int item(int position) {
    return item[position];
  }

  /** 1 for what was just done, the rating for explicit ratings. */
  public float value(int position) {
    return value[position];
  }

  /** Since 1970. */
  public long second(int position) {
    return second[position];
  }

  /** Since 1970; 0 where there is nothing. */
  public long newestSecond() {
    return Arrays.stream(second).max().orElse(0);
  }

  /** Values of users by items, repeats summed. */
  public SparseMatrix usersByItems() {
    return usersByItems((position, newest) -> value[position], (sum, greatest, last) -> sum);
  }

  /** Gives a weight to an interaction. */
  @FunctionalInterface
  interface Weight {
    /**
     * @param position of the interaction
     * @param newestSecond of all interactions
     */
    double of(int position, long newestSecond);
  }

  /** Weights of users by items. */
  SparseMatrix usersByItems(Weight weight, Repeats repeats) {
    long newest = newestSecond();
    int[] starts = new int[offsets.length];
    int[] column = new int[item.length];
    float[] weights = new float[item.length];
    long[] packed = new long[0];
    int size = 0;
    for (int user = 0; user < users(); user++) {
      int from = from(user);
      int length = to(user) - from;
      packed = packed.length < length ? new long[Math.max(length, 2 * packed.length)] : packed;
      for (int i = 0; i < length; i++) {
        packed[i] = (long) item[from + i] << 32 | i;
      }
      size = repeats.merge(packed, length, i -> weight.of(from + i, newest), column, weights, size);
      starts[user + 1] = size;
    }
    return size == item.length
        ? new SparseMatrix(items, starts, column, weights)
        : new SparseMatrix(
            items, starts, Arrays.copyOf(column, size), Arrays.copyOf(weights, size));
  }

  /**
   * Takes interactions in any order. Of one user's in the same second, the first added stays first.
   */
  public static final class Builder {
    private static final int MOST_OF_ONE_USER = 1 << 24;
    private static final long MOST_SECONDS = 1L << 37;

    private final int users;
    private final int items;
    private int[] user = new int[1024];
    private int[] item = new int[1024];
    private float[] value = new float[1024];
    private long[] second = new long[1024];
    private int size;

    private Builder(int users, int items) {
      if (users < 0 || items < 0) {
        throw new IllegalArgumentException("users and items must be 0 or more");
      }
      this.users = users;
      this.items = items;
    }

    /**
     * @param value finite; 1 for what was just done, the rating for explicit ratings
     * @param epochSecond since 1970, within some thousand years
     */
    public Builder add(int ofUser, int ofItem, float value, long epochSecond) {
      if (ofUser < 0 || ofUser >= users) {
        throw new IllegalArgumentException("user must be 0 to " + (users - 1));
      }
      if (ofItem < 0 || ofItem >= items) {
        throw new IllegalArgumentException("item must be 0 to " + (items - 1));
      }
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("value must be a number");
      }
      if (epochSecond < -MOST_SECONDS || epochSecond > MOST_SECONDS) {
        throw new IllegalArgumentException("second must be within 4,000 years of 1970");
      }
      if (size == user.length) {
        grow();
      }
      user[size] = ofUser;
      item[size] = ofItem;
      this.value[size] = value;
      second[size++] = epochSecond;
      return this;
    }

    private void grow() {
      int length = size + (size >> 1);
      user = Arrays.copyOf(user, length);
      item = Arrays.copyOf(item, length);
      value = Arrays.copyOf(value, length);
      second = Arrays.copyOf(second, length);
    }

    public int size() {
      return size;
    }

    public Interactions build() {
      int[] offsets = new int[users + 1];
      for (int i = 0; i < size; i++) {
        offsets[user[i] + 1]++;
      }
      for (int u = 0; u < users; u++) {
        if (offsets[u + 1] > MOST_OF_ONE_USER) {
          throw new IllegalArgumentException(
              "one user must have at most " + MOST_OF_ONE_USER + " interactions");
        }
        offsets[u + 1] += offsets[u];
      }
      int[] order = order(offsets);
      int[] itemAt = new int[size];
      float[] values = new float[size];
      long[] seconds = new long[size];
      for (int p = 0; p < size; p++) {
        itemAt[p] = item[order[p]];
        values[p] = value[order[p]];
        seconds[p] = second[order[p]];
      }
      return new Interactions(items, offsets, itemAt, values, seconds);
    }

    /** Which interaction comes at each position. */
    private int[] order(int[] offsets) {
      int[] next = Arrays.copyOf(offsets, users);
      int[] order = new int[size];
      for (int i = 0; i < size; i++) {
        order[next[user[i]]++] = i;
      }
      for (int u = 0; u < users; u++) {
        sortByTime(order, offsets[u], offsets[u + 1]);
      }
      return order;
    }

    private void sortByTime(int[] order, int from, int to) {
      boolean sorted = true;
      for (int p = from + 1; p < to && sorted; p++) {
        sorted = second[order[p - 1]] <= second[order[p]];
      }
      if (sorted) {
        return;
      }
      // 39 bits of time and 24 of place within the row: the place keeps equal times as they were.
      long[] packed = new long[to - from];
      int[] row = Arrays.copyOfRange(order, from, to);
      for (int i = 0; i < row.length; i++) {
        packed[i] = (second[row[i]] + MOST_SECONDS) * MOST_OF_ONE_USER + i;
      }
      Arrays.sort(packed);
      for (int i = 0; i < row.length; i++) {
        order[from + i] = row[(int) (packed[i] & (MOST_OF_ONE_USER - 1))];
      }
    }
  }
}
