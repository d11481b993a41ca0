package dev.parallax.recommendation.rule;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the itemsets that were not frequent and are now, in the baskets that were added: depth
 * first over items with their lists of baskets (Eclat: Zaki, IEEE TKDE 2000,
 * doi:10.1109/69.846291).
 */
final class NewlyFrequent {
  private final BasketIndex index;
  private final Itemsets known;
  private final int[] counts;
  private final int[] before;
  private final int[] minCounts;
  private final Itemsets into;
  private final int[] prefix;

  /** By depth the numbers of all baskets with the prefix, where they were needed. */
  private final int[][] all;

  private final int[] allLength;

  /**
   * @param known itemsets before the change, with their {@code counts} after it
   * @param before from which count on sets were frequent, by length
   * @param minCounts from which on they are; nowhere lower
   * @param into takes those that are new
   */
  NewlyFrequent(
      BasketIndex index,
      Itemsets known,
      int[] counts,
      int[] before,
      int[] minCounts,
      Itemsets into) {
    this.index = index;
    this.known = known;
    this.counts = counts;
    this.before = before;
    this.minCounts = minCounts;
    this.into = into;
    this.prefix = new int[minCounts.length];
    this.all = new int[minCounts.length][];
    this.allLength = new int[minCounts.length];
  }

  /** An item and the places of the added baskets that have it and the prefix. */
  private record Extension(int item, int[] added) {}

  void search(List<int[]> added) {
    int most = added.stream().flatMapToInt(Arrays::stream).max().orElse(-1);
    int[] lengths = new int[most + 1];
    added.forEach(row -> Arrays.stream(row).forEach(item -> lengths[item]++));
    int[][] places = new int[most + 1][];
    Arrays.setAll(places, item -> new int[lengths[item]]);
    Arrays.fill(lengths, 0);
    for (int place = 0; place < added.size(); place++) {
      for (int item : added.get(place)) {
        places[item][lengths[item]++] = place;
      }
    }
    Extension[] extensions = new Extension[most + 1];
    int found = 0;
    for (int item = 0; item <= most; item++) {
      if (places[item].length > 0 && index.count(item) >= minCounts[0]) {
        extensions[found++] = new Extension(item, places[item]);
      }
    }
    extend(Arrays.copyOf(extensions, found), 0);
  }

  private void extend(Extension[] extensions, int depth) {
    for (int e = 0; e < extensions.length; e++) {
      Extension extension = extensions[e];
      prefix[depth] = extension.item();
      allLength[depth] = -1;
      if (!isFrequent(depth, extension.added().length) || depth + 1 == prefix.length) {
        continue;
      }
      Extension[] next = new Extension[extensions.length - e - 1];
      int found = 0;
      for (int f = e + 1; f < extensions.length; f++) {
        int[] shared = shared(extension.added(), extensions[f].added());
        if (shared.length > 0) {
          next[found++] = new Extension(extensions[f].item(), shared);
        }
      }
      extend(Arrays.copyOf(next, found), depth + 1);
    }
  }

  /** Whether the prefix is; hands it on when it is new. */
  private boolean isFrequent(int depth, int timesAdded) {
    int set = known.find(prefix, depth + 1);
    if (set >= 0) {
      return counts[set] >= minCounts[depth];
    }
    if (before[depth] - 1 + timesAdded < minCounts[depth]) {
      return false;
    }
    int count = depth == 0 ? index.count(prefix[0]) : count(depth);
    if (count < minCounts[depth]) {
      return false;
    }
    into.accept(prefix, depth + 1, count);
    return true;
  }

  private int count(int depth) {
    needAll(depth - 1);
    int item = prefix[depth];
    int[] left = all[depth - 1];
    int[] right = index.baskets(item);
    if (all[depth] == null || all[depth].length < allLength[depth - 1]) {
      all[depth] = new int[allLength[depth - 1]];
    }
    allLength[depth] = intersect(left, allLength[depth - 1], right, index.count(item), all[depth]);
    return allLength[depth];
  }

  private void needAll(int depth) {
    if (allLength[depth] >= 0) {
      return;
    }
    if (depth == 0) {
      all[0] = index.baskets(prefix[0]);
      allLength[0] = index.count(prefix[0]);
    } else {
      count(depth);
    }
  }

  private static int[] shared(int[] left, int[] right) {
    int[] shared = new int[Math.min(left.length, right.length)];
    return Arrays.copyOf(shared, intersect(left, left.length, right, right.length, shared));
  }

  private static int intersect(int[] left, int lefts, int[] right, int rights, int[] into) {
    int found = 0;
    int i = 0;
    int j = 0;
    while (i < lefts && j < rights) {
      int difference = left[i] - right[j];
      if (difference == 0) {
        into[found++] = left[i];
      }
      i += difference <= 0 ? 1 : 0;
      j += difference >= 0 ? 1 : 0;
    }
    return found;
  }
}
