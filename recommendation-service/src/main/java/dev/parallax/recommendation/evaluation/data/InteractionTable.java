package dev.parallax.recommendation.evaluation.data;

import dev.parallax.recommendation.algorithm.Interactions;
import java.util.Arrays;

/**
 * Who did what when, column by column in the order they came in, 20 bytes a row. Users and items
 * are numbers from 0.
 */
public final class InteractionTable {
  private final int users;
  private final int items;
  private final boolean rated;
  private final boolean timed;
  private final int[] user;
  private final int[] item;
  private final float[] value;
  private final long[] second;

  private InteractionTable(Builder from) {
    this.users = from.users;
    this.items = from.items;
    this.rated = from.rated;
    this.timed = from.timed;
    this.user = Arrays.copyOf(from.user, from.size);
    this.item = Arrays.copyOf(from.item, from.size);
    this.value = Arrays.copyOf(from.value, from.size);
    this.second = Arrays.copyOf(from.second, from.size);
  }

  /**
   * @param rated whether values are ratings; otherwise each is 1
   * @param timed whether times are known; otherwise each is the row's number, so that the order of
   *     the file is the order of time
   */
  public static Builder builder(boolean rated, boolean timed) {
    return new Builder(rated, timed);
  }

  public int users() {
    return users;
  }

  public int items() {
    return items;
  }

  public int size() {
    return user.length;
  }

  public boolean rated() {
    return rated;
  }

  public boolean timed() {
    return timed;
  }

  public int user(int row) {
    return user[row];
  }

  public int item(int row) {
    return item[row];
  }

  public float value(int row) {
    return value[row];
  }

  public long second(int row) {
    return second[row];
  }

  /**
   * The rows of some parts of a split, for learning.
   *
   * @param parts of each row
   * @param wanted a set of parts, as bits {@code 1 << part}
   * @param implicit whether each counts 1, whatever its rating
   */
  public Interactions interactions(byte[] parts, int wanted, boolean implicit) {
    Interactions.Builder builder = Interactions.builder(users, items);
    for (int r = 0; r < size(); r++) {
      if ((wanted >> parts[r] & 1) == 1) {
        builder.add(user[r], item[r], implicit ? 1 : value[r], second[r]);
      }
    }
    return builder.build();
  }

  /** Takes rows; the numbers of users and items may come in any order. */
  public static final class Builder {
    private final boolean rated;
    private final boolean timed;
    private int users;
    private int items;
    private int[] user = new int[1024];
    private int[] item = new int[1024];
    private float[] value = new float[1024];
    private long[] second = new long[1024];
    private int size;

    private Builder(boolean rated, boolean timed) {
      this.rated = rated;
      this.timed = timed;
    }

    /**
     * @param rating ignored where there are none
     * @param epochSecond ignored where there are none
     */
    public Builder add(int theUser, int theItem, float rating, long epochSecond) {
      if (size == user.length) {
        int length = size + (size >> 1);
        user = Arrays.copyOf(user, length);
        item = Arrays.copyOf(item, length);
        value = Arrays.copyOf(value, length);
        second = Arrays.copyOf(second, length);
      }
      user[size] = theUser;
      item[size] = theItem;
      value[size] = rated ? rating : 1;
      second[size] = timed ? epochSecond : size;
      size++;
      users = Math.max(users, theUser + 1);
      items = Math.max(items, theItem + 1);
      return this;
    }

    public int size() {
      return size;
    }

    public InteractionTable build() {
      return new InteractionTable(this);
    }
  }
}
