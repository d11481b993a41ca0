package dev.parallax.recommendation.rule;

import java.util.Arrays;

/**
 * Baskets as one array of item numbers and one of offsets: a basket costs 4 bytes and each of its
 * items 4 more. Within a basket items are distinct and ascending.
 */
public final class Baskets {
  private final int itemCount;
  private final int[] offsets;
  private final int[] items;
  private final int size;

  private Baskets(int itemCount, int[] offsets, int[] items, int size) {
    this.itemCount = itemCount;
    this.offsets = offsets;
    this.items = items;
    this.size = size;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** How many baskets, empty ones included. */
  public int size() {
    return size;
  }

  /** One more than the highest item number. */
  public int itemCount() {
    return itemCount;
  }

  int from(int basket) {
    return offsets[basket];
  }

  int to(int basket) {
    return offsets[basket + 1];
  }

  int item(int position) {
    return items[position];
  }

  /** In how many baskets each item is. */
  public int[] counts() {
    int[] counts = new int[itemCount];
    for (int i = 0; i < offsets[size]; i++) {
      counts[items[i]]++;
    }
    return counts;
  }

  /** Takes baskets one by one. */
  public static final class Builder {
    private int[] offsets = new int[1024];
    private int[] items = new int[4096];
    private int size;
    private int itemCount;

    private Builder() {}

    /** Repeated items count once; the array is not kept. */
    public Builder add(int... basket) {
      int[] sorted = basket.clone();
      Arrays.sort(sorted);
      int end = offsets[size];
      if (end + sorted.length > items.length) {
        items = Arrays.copyOf(items, Math.max(items.length * 2, end + sorted.length));
      }
      int before = -1;
      for (int item : sorted) {
        if (item < 0) {
          throw new IllegalArgumentException("item must be 0 or more");
        }
        if (item != before) {
          items[end++] = item;
          before = item;
        }
      }
      itemCount = Math.max(itemCount, before + 1);
      size++;
      if (size == offsets.length) {
        offsets = Arrays.copyOf(offsets, size * 2);
      }
      offsets[size] = end;
      return this;
    }

    public Baskets build() {
      return new Baskets(
          itemCount, Arrays.copyOf(offsets, size + 1), Arrays.copyOf(items, offsets[size]), size);
    }
  }
}
