package dev.parallax.recommendation.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The frequent itemsets of baskets that come and go, kept up to date by what changed; at any time
 * exactly those that {@link FpGrowth} would find in all baskets. Known sets are counted in the
 * changed baskets only. A set that was not frequent and now is must be in an added one (the idea of
 * FUP: Cheung, Han, Ng and Wong, ICDE 1996, doi:10.1109/ICDE.1996.492094); those are searched depth
 * first and counted by intersecting the lists of the baskets that their items are in, and nothing
 * above a set that is not frequent is looked at. So the work grows with the change and not with
 * what is there.
 *
 * <p>Where that would not pay or not suffice all is mined anew: after a change of more than a
 * fifth, and where fewer baskets are frequent than before, which sets that were never counted may
 * reach.
 */
final class IncrementalItemsets {
  private static final int PART_TO_MINE_ANEW = 5;

  private final Thresholds thresholds;
  private final int capacity;
  private final BasketIndex index;
  private Itemsets itemsets;
  private int[] minCounts;
  private boolean incremental;

  /**
   * Goes on from what all baskets were mined for; their numbers are those of {@code baskets}.
   *
   * @param capacity most itemsets that are kept
   */
  public IncrementalItemsets(Baskets baskets, RuleFinder.Mined mined, int capacity) {
    this.thresholds = mined.thresholds();
    this.itemsets = mined.itemsets();
    this.capacity = capacity;
    this.index = BasketIndex.of(baskets);
    this.minCounts = thresholds.minCounts(baskets.size());
  }

  /** Those of now; not complete where it {@link Itemsets#overflowed}. */
  public Itemsets itemsets() {
    return itemsets;
  }

  /** How many baskets there are now. */
  public int baskets() {
    return index.size();
  }

  /** Whether the last update got by without mining everything. */
  public boolean wasIncremental() {
    return incremental;
  }

  /** Distinct items of a basket, ascending. */
  public int[] items(int basket) {
    return index.items(basket);
  }

  /**
   * Takes baskets out and in.
   *
   * @param removed numbers of baskets that are in
   * @param added items in any order
   * @return the number of the first one added; the others follow
   */
  public int update(BitSet removed, List<int[]> added) {
    for (int b = removed.nextSetBit(0); b >= 0; b = removed.nextSetBit(b + 1)) {
      if (!index.holds(b)) {
        throw new IllegalArgumentException("removed must be numbers of baskets that are in");
      }
    }
    int first = index.numbers();
    List<int[]> rows = new ArrayList<>(added.size());
    for (int[] basket : added) {
      int[] row = Arrays.stream(basket).sorted().distinct().toArray();
      rows.add(row);
      index.add(row);
    }
    index.remove(removed);
    int[] before = minCounts;
    minCounts = thresholds.minCounts(index.size());
    int changed = removed.cardinality() + added.size();
    if (itemsets.overflowed()
        || changed > index.size() / PART_TO_MINE_ANEW
        || isAnyLower(minCounts, before)) {
      mineAnew(index.all());
    } else {
      itemsets = follow(removed, rows, before);
      incremental = true;
    }
    return first;
  }

  private static boolean isAnyLower(int[] now, int[] before) {
    for (int i = 0; i < now.length; i++) {
      if (now[i] < before[i]) {
        return true;
      }
    }
    return false;
  }

  private void mineAnew(Baskets baskets) {
    itemsets = RuleFinder.mine(baskets, thresholds, capacity).itemsets();
    incremental = false;
  }

  private Itemsets follow(BitSet removed, List<int[]> added, int[] before) {
    int[] counts = new int[itemsets.size()];
    for (int set = 0; set < counts.length; set++) {
      counts[set] = itemsets.count(set);
    }
    Counter counter = new Counter(itemsets, counts, thresholds.maxLength());
    removed.stream().forEach(b -> counter.count(index.items(b), -1));
    added.forEach(row -> counter.count(row, 1));
    Itemsets now = new Itemsets(capacity);
    int[] room = new int[thresholds.maxLength()];
    for (int set = 0; set < counts.length; set++) {
      int length = itemsets.length(set);
      if (counts[set] >= minCounts[length - 1]) {
        for (int i = 0; i < length; i++) {
          room[i] = itemsets.item(set, i);
        }
        now.accept(room, length, counts[set]);
      }
    }
    new NewlyFrequent(index, itemsets, counts, before, minCounts, now).search(added);
    return now;
  }

  /** Counts known sets in single baskets, along their prefixes, which are known sets too. */
  private static final class Counter {
    private final Itemsets known;
    private final int[] counts;
    private final int[] prefix;

    Counter(Itemsets known, int[] counts, int maxLength) {
      this.known = known;
      this.counts = counts;
      this.prefix = new int[maxLength];
    }

    void count(int[] basket, int times) {
      extend(basket, 0, 0, times);
    }

    private void extend(int[] basket, int from, int length, int times) {
      for (int i = from; i < basket.length; i++) {
        prefix[length] = basket[i];
        int set = known.find(prefix, length + 1);
        if (set >= 0) {
          counts[set] += times;
          if (length + 1 < prefix.length) {
            extend(basket, i + 1, length + 1, times);
          }
        }
      }
    }
  }
}
