package dev.parallax.recommendation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OwnedBasketsTest {
  private static final Thresholds TWO = Thresholds.of(0.01, 2, 3);

  @Test
  void whatOwnersHaveByNowIsWhatIsCounted() {
    SplittableRandom random = new SplittableRandom(9);
    Map<Long, List<int[]>> now = new HashMap<>();
    for (long owner = 0; owner < 80; owner++) {
      now.put(owner, baskets(random));
    }
    List<Long> owners = new ArrayList<>();
    Baskets.Builder all = Baskets.builder();
    now.forEach(
        (owner, baskets) ->
            baskets.forEach(
                basket -> {
                  all.add(basket);
                  owners.add(owner);
                }));
    OwnedBaskets owned =
        owned(all.build(), owners.stream().mapToLong(Long::longValue).toArray(), 100_000);
    for (int round = 0; round < 12; round++) {
      Map<Long, List<int[]>> changes = new HashMap<>();
      for (int c = 0; c < 5; c++) {
        long owner = random.nextLong(90);
        List<int[]> baskets = new ArrayList<>(now.getOrDefault(owner, List.of()));
        switch (random.nextInt(3)) {
          case 0 -> baskets.clear();
          case 1 -> baskets.addAll(baskets(random));
          default -> baskets.addFirst(new int[] {3, 1, 3});
        }
        changes.put(owner, baskets);
        now.put(owner, baskets);
      }
      owned.update(changes);
      Baskets.Builder anew = Baskets.builder();
      now.values().forEach(baskets -> baskets.forEach(anew::add));
      Itemsets expected = new Itemsets(100_000);
      FpGrowth.mine(anew.build(), TWO, expected);
      assertThat(Sets.counts(owned.itemsets())).isEqualTo(Sets.counts(expected));
    }
  }

  @Test
  void whatIsToldAgainIsNoChange() {
    OwnedBaskets owned =
        owned(Baskets.builder().add(2, 1).add(1, 2).build(), new long[] {7, 7}, 100);
    assertThat(owned.update(Map.of(7L, List.of(new int[] {1, 2}, new int[] {2, 1, 1})))).isZero();
    assertThat(owned.update(Map.of(7L, List.of(new int[] {1, 2}), 8L, List.of()))).isEqualTo(1);
    assertThat(owned.baskets()).isEqualTo(1);
  }

  @Test
  void aVisitEndsAfterARestAndARobotsIsNone() {
    SessionCutter cutter = new SessionCutter(Duration.ofMinutes(30), 3);
    cutter.add(1, 0);
    cutter.add(2, 1_800);
    cutter.add(2, 1_900);
    cutter.add(3, 3_701);
    for (int item = 0; item < 4; item++) {
      cutter.add(item, 10_000);
    }
    assertThat(cutter.end()).containsExactly(new int[] {1, 2}, new int[] {3});
    assertThat(cutter.end()).isEmpty();
  }

  private static OwnedBaskets owned(Baskets baskets, long[] owners, int capacity) {
    return new OwnedBaskets(baskets, owners, RuleFinder.mine(baskets, TWO, capacity), capacity);
  }

  private static List<int[]> baskets(SplittableRandom random) {
    List<int[]> baskets = new ArrayList<>();
    for (int b = random.nextInt(4); b > 0; b--) {
      baskets.add(random.ints(1 + random.nextInt(4), 0, 12).toArray());
    }
    return baskets;
  }
}
