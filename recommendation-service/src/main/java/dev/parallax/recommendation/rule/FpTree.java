package dev.parallax.recommendation.rule;

import java.util.Arrays;

/**
 * A prefix tree of baskets on arrays. Nodes are numbers, 0 is the root; items are numbered within
 * the tree by falling frequency, so that the paths share what is frequent. A child is found by
 * hashing (parent, item): a list of children would be scanned from end to end at the root, which
 * has as many as there are items.
 */
final class FpTree {
  private static final int GOLDEN = 0x9E3779B9;
  private static final int MOST_EXPECTED = 1 << 14;

  private int[] item = new int[16];
  private int[] count = new int[16];
  private int[] parent = new int[16];
  private int[] sameItem = new int[16];
  private int[] slots = new int[32];
  private int mask;
  private int size;

  /** The outer number of each of this tree's items, and in how many baskets it is. */
  private int[] label = new int[0];

  private int[] support = new int[0];
  private int[] head = new int[0];
  private int items;

  /**
   * Empties the tree.
   *
   * @param expectedNodes a first guess: the table of children grows with the tree
   */
  void reset(int items, int expectedNodes) {
    this.items = items;
    if (label.length < items) {
      label = new int[items];
      support = new int[items];
      head = new int[items];
    }
    Arrays.fill(head, 0, items, 0);
    int capacity = Integer.highestOneBit(Math.clamp(expectedNodes, 8, MOST_EXPECTED)) << 2;
    if (slots.length < capacity) {
      slots = new int[capacity];
    } else {
      Arrays.fill(slots, 0, capacity, 0);
    }
    mask = capacity - 1;
    size = 1;
  }

  void define(int local, int outer, int baskets) {
    label[local] = outer;
    support[local] = baskets;
  }

  /** Adds {@code times} baskets with the items {@code path[from]} down to {@code path[0]}. */
  void insertReversed(int[] path, int length, int times) {
    int node = 0;
    for (int i = length - 1; i >= 0; i--) {
      node = child(node, path[i]);
      count[node] += times;
    }
  }

  private int child(int node, int local) {
    int slot = slot(node, local);
    while (slots[slot] != 0) {
      int found = slots[slot];
      if (parent[found] == node && item[found] == local) {
        return found;
      }
      slot = (slot + 1) & mask;
    }
    if (size == item.length) {
      grow();
    }
    item[size] = local;
    parent[size] = node;
    count[size] = 0;
    sameItem[size] = head[local];
    head[local] = size;
    slots[slot] = size++;
    if (size * 2 > mask) {
      rehash();
    }
    return size - 1;
  }

  private int slot(int node, int local) {
    int hash = (node * 31 + local) * GOLDEN;
    return (hash ^ (hash >>> 15)) & mask;
  }

  private void rehash() {
    int capacity = (mask + 1) * 2;
    slots = new int[capacity];
    mask = capacity - 1;
    for (int node = 1; node < size; node++) {
      int slot = slot(parent[node], item[node]);
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = node;
    }
  }

  private void grow() {
    int length = size * 2;
    item = Arrays.copyOf(item, length);
    count = Arrays.copyOf(count, length);
    parent = Arrays.copyOf(parent, length);
    sameItem = Arrays.copyOf(sameItem, length);
  }

  int items() {
    return items;
  }

  int label(int local) {
    return label[local];
  }

  int support(int local) {
    return support[local];
  }

  /** First node of an item, 0 for none. */
  int first(int local) {
    return head[local];
  }

  /** The next node of the same item, 0 after the last. */
  int next(int node) {
    return sameItem[node];
  }

  int parent(int node) {
    return parent[node];
  }

  int item(int node) {
    return item[node];
  }

  int count(int node) {
    return count[node];
  }
}
