package dev.parallax.recommendation.rule;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * All itemsets that are in at least {@code minCount} baskets: FP-Growth (Han, Pei and Yin, "Mining
 * Frequent Patterns without Candidate Generation", SIGMOD 2000, doi:10.1145/342009.335372). Exact.
 * Apriori was rejected: it counts every candidate pair, which for 4,000 items are eight million.
 *
 * <p>Trees are kept per depth and used again, so that the search makes no garbage; at the last
 * depth asked for the counts are enough, and no tree is built.
 */
final class FpGrowth {
  private final int[] minCounts;
  private final ItemsetSink sink;
  private final int[] suffix;
  private final FpTree[] trees;
  private int[] path = new int[64];
  private int[] counts = new int[0];

  private FpGrowth(int[] minCounts, ItemsetSink sink, int depth) {
    this.minCounts = minCounts;
    this.sink = sink;
    this.suffix = new int[depth];
    this.trees = new FpTree[depth];
  }

  /**
   * Finds every itemset of 1 to {@code maxLength} items with at least {@code minCount} baskets,
   * each once.
   *
   * @return false when the sink stopped the search
   */
  public static boolean mine(Baskets baskets, int minCount, int maxLength, ItemsetSink sink) {
    if (minCount < 1) {
      throw new IllegalArgumentException("minCount must be 1 or more");
    }
    if (maxLength < 1) {
      throw new IllegalArgumentException("maxLength must be 1 or more");
    }
    int[] minCounts = new int[Math.max(1, Math.min(longest(baskets), maxLength))];
    Arrays.fill(minCounts, minCount);
    return mine(baskets, minCounts, sink);
  }

  /** The same with what is frequent depending on the length. */
  public static boolean mine(Baskets baskets, Thresholds thresholds, ItemsetSink sink) {
    int length = Math.max(1, Math.min(longest(baskets), thresholds.maxLength()));
    return mine(baskets, Arrays.copyOf(thresholds.minCounts(baskets.size()), length), sink);
  }

  private static boolean mine(Baskets baskets, int[] minCounts, ItemsetSink sink) {
    FpGrowth search = new FpGrowth(minCounts, sink, minCounts.length);
    return search.grow(search.root(baskets), 0);
  }

  private static int longest(Baskets baskets) {
    int longest = 0;
    for (int b = 0; b < baskets.size(); b++) {
      longest = Math.max(longest, baskets.to(b) - baskets.from(b));
    }
    return longest;
  }

  private FpTree root(Baskets baskets) {
    int[] support = baskets.counts();
    int[] frequent =
        IntStream.range(0, support.length)
            .filter(i -> support[i] >= minCounts[0])
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> -support[i]).thenComparing(i -> i))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] local = new int[support.length];
    Arrays.fill(local, -1);
    FpTree tree = new FpTree();
    int nodes = 0;
    for (int rank = 0; rank < frequent.length; rank++) {
      local[frequent[rank]] = rank;
      nodes += support[frequent[rank]];
    }
    tree.reset(frequent.length, nodes);
    for (int rank = 0; rank < frequent.length; rank++) {
      tree.define(rank, frequent[rank], support[frequent[rank]]);
    }
    for (int b = 0; b < baskets.size(); b++) {
      int length = 0;
      ensurePath(baskets.to(b) - baskets.from(b));
      for (int p = baskets.from(b); p < baskets.to(b); p++) {
        int rank = local[baskets.item(p)];
        if (rank >= 0) {
          path[length++] = rank;
        }
      }
      Arrays.sort(path, 0, length);
      reverse(length);
      tree.insertReversed(path, length, 1);
    }
    return tree;
  }

  private boolean grow(FpTree tree, int depth) {
    for (int local = tree.items() - 1; local >= 0; local--) {
      suffix[depth] = tree.label(local);
      if (!sink.accept(suffix, depth + 1, tree.support(local))) {
        return false;
      }
      boolean grows =
          local > 0 && depth + 1 < suffix.length && tree.support(local) >= minCounts[depth + 1];
      if (grows && !growWith(tree, local, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  /** Goes on with the baskets that have {@code local}, over the items more frequent than it. */
  private boolean growWith(FpTree tree, int local, int depth) {
    if (counts.length < local) {
      counts = new int[local];
    }
    Arrays.fill(counts, 0, local, 0);
    for (int node = tree.first(local); node != 0; node = tree.next(node)) {
      int times = tree.count(node);
      for (int up = tree.parent(node); up != 0; up = tree.parent(up)) {
        counts[tree.item(up)] += times;
      }
    }
    return depth + 1 == suffix.length
        ? emitCounts(tree, local, depth)
        : grow(conditional(tree, local, depth), depth);
  }

  private boolean emitCounts(FpTree tree, int items, int depth) {
    for (int i = 0; i < items; i++) {
      if (counts[i] >= minCounts[depth]) {
        suffix[depth] = tree.label(i);
        if (!sink.accept(suffix, depth + 1, counts[i])) {
          return false;
        }
      }
    }
    return true;
  }

  private FpTree conditional(FpTree tree, int local, int depth) {
    int items = 0;
    int nodes = 0;
    for (int i = 0; i < local; i++) {
      if (counts[i] >= minCounts[depth]) {
        nodes += counts[i];
        items++;
      }
    }
    if (trees[depth] == null) {
      trees[depth] = new FpTree();
    }
    FpTree conditional = trees[depth];
    conditional.reset(items, nodes);
    int next = 0;
    for (int i = 0; i < local; i++) {
      int baskets = counts[i];
      counts[i] = -1;
      if (baskets >= minCounts[depth]) {
        conditional.define(next, tree.label(i), baskets);
        counts[i] = next++;
      }
    }
    for (int node = tree.first(local); node != 0; node = tree.next(node)) {
      int length = 0;
      for (int up = tree.parent(node); up != 0; up = tree.parent(up)) {
        int renumbered = counts[tree.item(up)];
        if (renumbered >= 0) {
          ensurePath(length + 1);
          path[length++] = renumbered;
        }
      }
      conditional.insertReversed(path, length, tree.count(node));
    }
    return conditional;
  }

  private void ensurePath(int length) {
    if (path.length < length) {
      path = Arrays.copyOf(path, Math.max(length, path.length * 2));
    }
  }

  private void reverse(int length) {
    for (int i = 0, j = length - 1; i < j; i++, j--) {
      int swap = path[i];
      path[i] = path[j];
      path[j] = swap;
    }
  }
}
