package dev.parallax.recommendation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFinderTest {
  private static final int BASKETS = 300;
  private static final int LONGEST = 4;

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 60, 200})
  void whereItemsetsDoNotFitTheSupportIsRaisedUntilTheyDo(int most) {
    List<Set<Integer>> drawn = drawn();
    RuleFinder.Mined mined = RuleFinder.mine(Sets.baskets(drawn), settings(most));
    assertThat(mined.itemsets().overflowed()).isFalse();
    assertThat(mined.itemsets().size()).isLessThanOrEqualTo(most);
    int[] minCounts = mined.thresholds().minCounts(BASKETS);
    assertThat(minCounts).isSorted();
    assertThat(minCounts[LONGEST - 1]).isGreaterThan(3);
    Map<Set<Integer>, Integer> expected = Apriori.frequent(drawn, 1, LONGEST);
    expected.entrySet().removeIf(set -> set.getValue() < minCounts[set.getKey().size() - 1]);
    assertThat(Sets.counts(mined.itemsets())).isEqualTo(expected);
  }

  @Test
  void whereTheyFitTheSupportIsTheOneAskedFor() {
    List<Set<Integer>> drawn = drawn();
    RuleFinder.Mined mined = RuleFinder.mine(Sets.baskets(drawn), settings(100_000));
    assertThat(mined.thresholds().minCounts(BASKETS)).containsOnly(3);
    assertThat(Sets.counts(mined.itemsets())).isEqualTo(Apriori.frequent(drawn, 3, LONGEST));
  }

  @Test
  void setsOfOneItemMoreAreCountedWhereTheyFit() {
    List<Set<Integer>> drawn = drawn();
    Baskets baskets = Sets.baskets(drawn);
    RuleFinder.Mined beyond = RuleFinder.mineBeyond(baskets, settings(100_000));
    assertThat(Sets.counts(beyond.itemsets())).isEqualTo(Apriori.frequent(drawn, 3, LONGEST + 1));
    assertThat(Sets.counts(beyond.itemsets().upTo(LONGEST)))
        .isEqualTo(Apriori.frequent(drawn, 3, LONGEST));
    int barely = Apriori.frequent(drawn, 3, LONGEST).size();
    RuleFinder.Mined fitting = RuleFinder.mineBeyond(baskets, settings(barely));
    assertThat(fitting.thresholds().maxLength()).isEqualTo(LONGEST);
    assertThat(Sets.counts(fitting.itemsets())).isEqualTo(Apriori.frequent(drawn, 3, LONGEST));
    Baskets pairs = Baskets.builder().add(1, 2).add(1, 2).add(2).build();
    RuleFinder.Mined none = RuleFinder.mineBeyond(pairs, settings(3));
    assertThat(none.thresholds().maxLength()).isEqualTo(LONGEST + 1);
    assertThat(none.itemsets().size()).isEqualTo(3);
  }

  private static RuleSettings settings(int mostItemsets) {
    return new RuleSettings(0.01, 2, 0.1, 0.01, LONGEST, mostItemsets, 100);
  }

  private static List<Set<Integer>> drawn() {
    SplittableRandom random = new SplittableRandom(3);
    List<Set<Integer>> drawn = new ArrayList<>();
    for (int b = 0; b < BASKETS; b++) {
      Set<Integer> basket = new TreeSet<>();
      for (int i = random.nextInt(8); i > 0; i--) {
        basket.add(random.nextInt(12));
      }
      drawn.add(basket);
    }
    return drawn;
  }
}
