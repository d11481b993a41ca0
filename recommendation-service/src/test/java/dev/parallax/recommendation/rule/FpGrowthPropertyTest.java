package dev.parallax.recommendation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FpGrowthPropertyTest {
  @Property(tries = 400, seed = "42")
  void findsWhatBruteForceAprioriFinds(
      @ForAll @Size(max = 40) List<@Size(max = 7) Set<@IntRange(max = 9) Integer>> drawn,
      @ForAll @IntRange(min = 1, max = 6) int minCount,
      @ForAll @IntRange(min = 1, max = 8) int maxLength) {
    Map<Set<Integer>, Integer> found = new HashMap<>();
    FpGrowth.mine(
        Sets.baskets(drawn),
        minCount,
        maxLength,
        (items, length, count) -> {
          Set<Integer> set =
              Arrays.stream(items, 0, length)
                  .boxed()
                  .collect(Collectors.toCollection(TreeSet::new));
          assertThat(found.put(set, count)).as("%s is found once", set).isNull();
          return true;
        });
    assertThat(found).isEqualTo(Apriori.frequent(drawn, minCount, maxLength));
  }

  @Property(tries = 300, seed = "43")
  void rulesAreThoseOfBruteForce(
      @ForAll @Size(max = 30) List<@Size(max = 6) Set<@IntRange(max = 6) Integer>> drawn,
      @ForAll @IntRange(min = 1, max = 4) int minCount,
      @ForAll @IntRange(min = 1, max = 10) int tenths) {
    Itemsets itemsets = new Itemsets(1_000_000);
    FpGrowth.mine(Sets.baskets(drawn), minCount, 10, itemsets);
    List<AssociationRule> rules = RuleMiner.rules(itemsets, tenths / 10.0, drawn.size());
    assertThat(rules)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(Apriori.rules(drawn, minCount, tenths / 10.0));
  }

  @Property(tries = 200, seed = "47")
  void longerSetsMayNeedMoreBaskets(
      @ForAll @Size(max = 40) List<@Size(max = 7) Set<@IntRange(max = 9) Integer>> drawn,
      @ForAll @IntRange(min = 1, max = 20) int percent,
      @ForAll @IntRange(max = 20) int morePercent) {
    double share = percent / 100.0;
    double more = share + morePercent / 100.0;
    Thresholds thresholds = new Thresholds(new double[] {share, share, more, more}, 1);
    Itemsets itemsets = new Itemsets(1_000_000);
    FpGrowth.mine(Sets.baskets(drawn), thresholds, itemsets);
    Map<Set<Integer>, Integer> expected = Apriori.frequent(drawn, 1, 4);
    int[] minCounts = thresholds.minCounts(drawn.size());
    expected.entrySet().removeIf(set -> set.getValue() < minCounts[set.getKey().size() - 1]);
    assertThat(Sets.counts(itemsets)).isEqualTo(expected);
  }
}
