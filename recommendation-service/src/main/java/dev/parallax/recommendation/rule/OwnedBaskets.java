package dev.parallax.recommendation.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Baskets by their owners, of whom it is told what baskets they have by now, and not what changed:
 * an order replaced, a consent withdrawn and a customer merged or erased are the same to it. Knows
 * owners by a number only.
 */
public final class OwnedBaskets {
  private static final int[] NONE = {};

  private final Thresholds thresholds;
  private final Map<Long, int[]> numbers = new HashMap<>();
  private final IncrementalItemsets mined;

  /**
   * Goes on from what there is to begin with.
   *
   * @param owners of each of the baskets
   * @param mined of them
   * @param capacity most itemsets that are kept
   */
  public OwnedBaskets(Baskets baskets, long[] owners, RuleFinder.Mined mined, int capacity) {
    this.thresholds = mined.thresholds();
    this.mined = new IncrementalItemsets(baskets, mined, capacity);
    for (int b = 0; b < baskets.size(); b++) {
      int[] before = numbers.getOrDefault(owners[b], NONE);
      int[] after = Arrays.copyOf(before, before.length + 1);
      after[before.length] = b;
      numbers.put(owners[b], after);
    }
  }

  /**
   * Takes over what changed.
   *
   * @param now all baskets of everybody who may have others than before; empty for who has none
   * @return how many baskets came and went
   */
  public int update(Map<Long, List<int[]>> now) {
    BitSet removed = new BitSet();
    List<int[]> added = new ArrayList<>();
    Map<Long, int[]> kept = LinkedHashMap.newLinkedHashMap(now.size());
    Map<Long, Integer> addedOf = HashMap.newHashMap(now.size());
    now.forEach(
        (owner, baskets) -> {
          List<int[]> rest = new ArrayList<>();
          baskets.forEach(b -> rest.add(Arrays.stream(b).sorted().distinct().toArray()));
          kept.put(owner, stay(numbers.getOrDefault(owner, NONE), rest, removed));
          addedOf.put(owner, rest.size());
          added.addAll(rest);
        });
    if (added.isEmpty() && removed.isEmpty()) {
      return 0;
    }
    int next = mined.update(removed, added);
    for (Map.Entry<Long, int[]> owner : kept.entrySet()) {
      int[] before = owner.getValue();
      int[] after = Arrays.copyOf(before, before.length + addedOf.get(owner.getKey()));
      for (int i = before.length; i < after.length; i++) {
        after[i] = next++;
      }
      if (after.length == 0) {
        numbers.remove(owner.getKey());
      } else {
        numbers.put(owner.getKey(), after);
      }
    }
    return added.size() + removed.cardinality();
  }

  /** Which of the baskets counted are still there; takes them out of {@code rest}. */
  private int[] stay(int[] counted, List<int[]> rest, BitSet removed) {
    int[] stay = new int[counted.length];
    int size = 0;
    for (int number : counted) {
      int[] items = mined.items(number);
      int same = 0;
      while (same < rest.size() && !Arrays.equals(rest.get(same), items)) {
        same++;
      }
      if (same < rest.size()) {
        rest.remove(same);
        stay[size++] = number;
      } else {
        removed.set(number);
      }
    }
    return Arrays.copyOf(stay, size);
  }

  public Itemsets itemsets() {
    return mined.itemsets();
  }

  public int baskets() {
    return mined.baskets();
  }

  public boolean wasIncremental() {
    return mined.wasIncremental();
  }

  /** From how many baskets on sets are frequent now, by length. */
  public int[] minCounts() {
    return thresholds.minCounts(mined.baskets());
  }
}
