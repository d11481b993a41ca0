package dev.parallax.recommendation.algorithm;

/**
 * What somebody has done so far, in time order: all that a scorer is told of them. An item may be
 * in it more than once. The arrays are taken as they are and must not change.
 *
 * @param values 1 for what was just done, the rating for explicit ratings
 * @param seconds since 1970, ascending
 */
public record History(int[] items, float[] values, long[] seconds) {
  private static final History NONE = new History(new int[0], new float[0], new long[0]);

  public History {
    if (items.length != values.length || items.length != seconds.length) {
      throw new IllegalArgumentException("items, values and seconds must be equally many");
    }
    for (int i = 1; i < seconds.length; i++) {
      if (seconds[i] < seconds[i - 1]) {
        throw new IllegalArgumentException("seconds must be in time order");
      }
    }
  }

  /** Of somebody who has done nothing yet. */
  public static History none() {
    return NONE;
  }

  public static History of(Interactions interactions, int user) {
    int from = interactions.from(user);
    int length = interactions.to(user) - from;
    int[] items = new int[length];
    float[] values = new float[length];
    long[] seconds = new long[length];
    for (int i = 0; i < length; i++) {
      items[i] = interactions.item(from + i);
      values[i] = interactions.value(from + i);
      seconds[i] = interactions.second(from + i);
    }
    return new History(items, values, seconds);
  }

  public int size() {
    return items.length;
  }
}
