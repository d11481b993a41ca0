package dev.parallax.recommendation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever comes and goes, the itemsets and rules are those of mining anew. */
class IncrementalItemsetsPropertyTest {
  private static final int CAPACITY = 1_000_000;

  @Property(tries = 250, seed = "45")
  void followingIsTheSameAsMiningAnew(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int fewest,
      @ForAll @IntRange(min = 1, max = 30) int percent,
      @ForAll @IntRange(min = 1, max = 5) int maxLength) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] shares = new double[maxLength];
    for (int i = 0; i < maxLength; i++) {
      shares[i] = (percent + (i < 2 ? 0 : random.nextInt(10))) / 100.0;
      shares[i] = i == 0 ? shares[i] : Math.max(shares[i], shares[i - 1]);
    }
    Thresholds thresholds = new Thresholds(shares, fewest);
    Map<Integer, Set<Integer>> now = new HashMap<>();
    Baskets.Builder first = Baskets.builder();
    for (int b = 0; b < 60; b++) {
      now.put(b, basket(random));
      first.add(Sets.array(now.get(b)));
    }
    IncrementalItemsets followed = followed(first.build(), thresholds);
    for (int step = 0; step < 8; step++) {
      BitSet removed = new BitSet();
      now.keySet().stream().filter(b -> random.nextInt(20) == 0).forEach(removed::set);
      List<int[]> added = new ArrayList<>();
      List<Set<Integer>> sets = new ArrayList<>();
      for (int i = random.nextInt(step == 5 ? 30 : 9); i > 0; i--) {
        sets.add(basket(random));
        added.add(Sets.array(sets.getLast()));
      }
      int next = followed.update(removed, added);
      removed.stream().forEach(now::remove);
      for (Set<Integer> set : sets) {
        now.put(next++, set);
      }
      Itemsets anew = new Itemsets(CAPACITY);
      Baskets all = Sets.baskets(now.values());
      FpGrowth.mine(all, thresholds, anew);
      assertThat(followed.baskets()).isEqualTo(all.size());
      assertThat(Sets.counts(followed.itemsets())).isEqualTo(Sets.counts(anew));
      assertThat(RuleMiner.rules(followed.itemsets(), 0.3, Math.max(1, all.size())))
          .containsExactlyInAnyOrderElementsOf(RuleMiner.rules(anew, 0.3, Math.max(1, all.size())));
    }
  }

  @Test
  void aSmallChangeIsFollowedWithoutMiningAnew() {
    SplittableRandom random = new SplittableRandom(1);
    Baskets.Builder first = Baskets.builder();
    for (int b = 0; b < 1_000; b++) {
      first.add(Sets.array(basket(random)));
    }
    IncrementalItemsets followed = followed(first.build(), Thresholds.of(0.05, 2, 3));
    assertThat(followed.wasIncremental()).isFalse();
    followed.update(new BitSet(), List.of(new int[] {1, 2, 3}, new int[] {70, 71}));
    assertThat(followed.wasIncremental()).isTrue();
    assertThat(followed.baskets()).isEqualTo(1_002);
  }

  private static IncrementalItemsets followed(Baskets baskets, Thresholds thresholds) {
    return new IncrementalItemsets(
        baskets, RuleFinder.mine(baskets, thresholds, CAPACITY), CAPACITY);
  }

  /** A few items are frequent, and pairs of them more often together than by chance. */
  private static Set<Integer> basket(SplittableRandom random) {
    Set<Integer> basket = new TreeSet<>();
    int size = random.nextInt(7);
    while (basket.size() < size) {
      int item = (int) (14 * random.nextDouble() * random.nextDouble());
      basket.add(item);
      if (random.nextInt(3) == 0) {
        basket.add(item + 1);
      }
    }
    return basket;
  }
}
