package dev.parallax.recommendation.rule;

import java.util.Arrays;

/**
 * Frequent itemsets with their counts in one table on primitive arrays: about 8 bytes and 4 per
 * item for each. A set can be looked up by its items.
 */
public final class Itemsets implements ItemsetSink {
  private final int capacity;
  private int[] offsets = new int[1024];
  private int[] items = new int[4096];
  private int[] counts = new int[1024];
  private int[] slots = new int[4096];
  private int size;
  private boolean overflowed;

  /**
   * @param capacity the search is stopped when there are more
   */
  public Itemsets(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public boolean accept(int[] itemset, int length, int count) {
    if (size == capacity) {
      overflowed = true;
      return false;
    }
    int from = offsets[size];
    if (from + length > items.length) {
      items = Arrays.copyOf(items, items.length * 2 + length);
    }
    System.arraycopy(itemset, 0, items, from, length);
    Arrays.sort(items, from, from + length);
    if (size + 2 > offsets.length) {
      offsets = Arrays.copyOf(offsets, offsets.length * 2);
      counts = Arrays.copyOf(counts, counts.length * 2);
    }
    offsets[size + 1] = from + length;
    counts[size] = count;
    size++;
    if (size * 2 > slots.length) {
      rehash();
    } else {
      place(size - 1);
    }
    return true;
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    for (int set = 0; set < size; set++) {
      place(set);
    }
  }

  private void place(int set) {
    int slot = hash(items, offsets[set], offsets[set + 1]) & (slots.length - 1);
    while (slots[slot] != 0) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = set + 1;
  }

  /** In how many baskets the items are together; 0 when that is not frequent. */
  public int count(int[] sortedItems, int length) {
    int set = find(sortedItems, length);
    return set < 0 ? 0 : counts[set];
  }

  /** The number of the set with these items, -1 when it is not frequent. */
  int find(int[] sortedItems, int length) {
    int slot = hash(sortedItems, 0, length) & (slots.length - 1);
    while (slots[slot] != 0) {
      int set = slots[slot] - 1;
      if (Arrays.equals(items, offsets[set], offsets[set + 1], sortedItems, 0, length)) {
        return set;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return -1;
  }

  private static int hash(int[] array, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = (hash ^ array[i]) * 0x9E3779B1;
      hash ^= hash >>> 15;
    }
    return hash;
  }

  /** How many sets there are. */
  public int size() {
    return size;
  }

  /** Whether there were more than the capacity, so that these are not all. */
  public boolean overflowed() {
    return overflowed;
  }

  /** Of how many items the longest sets are, 0 where there are none. */
  int longest() {
    int longest = 0;
    for (int set = 0; set < size; set++) {
      longest = Math.max(longest, length(set));
    }
    return longest;
  }

  /** Those of at most so many items, in their order. */
  public Itemsets upTo(int length) {
    if (longest() <= length) {
      return this;
    }
    Itemsets kept = new Itemsets(capacity);
    for (int set = 0; set < size; set++) {
      if (length(set) <= length) {
        kept.accept(
            Arrays.copyOfRange(items, offsets[set], offsets[set + 1]), length(set), counts[set]);
      }
    }
    return kept;
  }

  /** In how many baskets the set of that number is. */
  public int count(int set) {
    return counts[set];
  }

  public int length(int set) {
    return offsets[set + 1] - offsets[set];
  }

  /** Items ascending. */
  public int item(int set, int position) {
    return items[offsets[set] + position];
  }

  /** The items but the one at a position, ascending. */
  int[] without(int set, int position) {
    int[] rest = new int[length(set) - 1];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = item(set, i < position ? i : i + 1);
    }
    return rest;
  }
}
