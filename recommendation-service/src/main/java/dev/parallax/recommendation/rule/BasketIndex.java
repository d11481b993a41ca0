package dev.parallax.recommendation.rule;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Baskets that come and go, by number and by item: for each item the ascending numbers of the
 * baskets it is in (the vertical layout of Zaki, IEEE TKDE 2000, doi:10.1109/69.846291). An entry
 * costs 8 bytes; what a basket took is free again once its index is made anew.
 */
final class BasketIndex {
  private static final int[] NONE = {};

  private int[] offsets = new int[1024];
  private int[] items = new int[4096];
  private int size;
  private final BitSet gone = new BitSet();
  private int[][] baskets = new int[256][];
  private int[] lengths = new int[256];
  private int itemCount;

  static BasketIndex of(Baskets all) {
    BasketIndex index = new BasketIndex();
    int[] counts = all.counts();
    index.ensureItem(counts.length - 1);
    for (int item = 0; item < counts.length; item++) {
      index.baskets[item] = new int[counts[item]];
    }
    for (int b = 0; b < all.size(); b++) {
      int[] basket = new int[all.to(b) - all.from(b)];
      for (int i = 0; i < basket.length; i++) {
        basket[i] = all.item(all.from(b) + i);
      }
      index.add(basket);
    }
    return index;
  }

  /**
   * @param basket distinct items, ascending
   * @return the basket's number
   */
  int add(int[] basket) {
    int end = offsets[size];
    if (end + basket.length > items.length) {
      items = Arrays.copyOf(items, Math.max(items.length * 2, end + basket.length));
    }
    System.arraycopy(basket, 0, items, end, basket.length);
    if (size + 2 > offsets.length) {
      offsets = Arrays.copyOf(offsets, offsets.length * 2);
    }
    for (int item : basket) {
      ensureItem(item);
      if (lengths[item] == baskets[item].length) {
        baskets[item] = Arrays.copyOf(baskets[item], Math.max(4, lengths[item] * 2));
      }
      baskets[item][lengths[item]++] = size;
    }
    offsets[++size] = end + basket.length;
    return size - 1;
  }

  /** Takes baskets out; their items' lists are gone over once. */
  void remove(BitSet numbers) {
    gone.or(numbers);
    BitSet touched = new BitSet();
    numbers.stream().forEach(b -> Arrays.stream(items(b)).forEach(touched::set));
    for (int item = touched.nextSetBit(0); item >= 0; item = touched.nextSetBit(item + 1)) {
      int kept = 0;
      for (int i = 0; i < lengths[item]; i++) {
        if (!numbers.get(baskets[item][i])) {
          baskets[item][kept++] = baskets[item][i];
        }
      }
      lengths[item] = kept;
    }
  }

  /** The items of a basket, also of one that was taken out. */
  int[] items(int basket) {
    return Arrays.copyOfRange(items, offsets[basket], offsets[basket + 1]);
  }

  /** How many there are now. */
  int size() {
    return size - gone.cardinality();
  }

  boolean holds(int basket) {
    return basket < size && !gone.get(basket);
  }

  /** One more than the highest number ever given. */
  int numbers() {
    return size;
  }

  int count(int item) {
    return item < itemCount ? lengths[item] : 0;
  }

  /** The first {@link #count} are the numbers of the item's baskets; not to be written to. */
  int[] baskets(int item) {
    return item < itemCount ? baskets[item] : NONE;
  }

  /** Those there are now. */
  Baskets all() {
    Baskets.Builder builder = Baskets.builder();
    for (int b = 0; b < size; b++) {
      if (!gone.get(b)) {
        builder.add(items(b));
      }
    }
    return builder.build();
  }

  private void ensureItem(int item) {
    if (item >= baskets.length) {
      int length = Math.max(item + 1, baskets.length * 2);
      baskets = Arrays.copyOf(baskets, length);
      lengths = Arrays.copyOf(lengths, length);
    }
    while (itemCount <= item) {
      if (baskets[itemCount] == null) {
        baskets[itemCount] = NONE;
      }
      itemCount++;
    }
  }
}
