package dev.parallax.recommendation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.recommendation.rule.Condensed.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Brute force looks at every larger set there is, frequent or not, of whatever length. */
class CondensedPropertyTest {
  @Property(tries = 300, seed = "46")
  void closedAndMaximalAreThoseOfBruteForceAlsoAtTheLongestLength(
      @ForAll @Size(max = 30) List<@Size(max = 6) Set<@IntRange(max = 7) Integer>> drawn,
      @ForAll @IntRange(min = 1, max = 5) int minCount,
      @ForAll @IntRange(min = 1, max = 7) int maxItems) {
    int[] minCounts = new int[maxItems + 1];
    Arrays.fill(minCounts, minCount);
    checkAnswers(drawn, minCounts, maxItems, true);
  }

  @Property(tries = 300, seed = "47")
  void whatCannotBeToldFromWhatWasCountedIsNotSaid(
      @ForAll @Size(max = 30) List<@Size(max = 6) Set<@IntRange(max = 7) Integer>> drawn,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 6) Integer> drawnCounts,
      @ForAll @IntRange(min = 1, max = 5) int maxItems) {
    int[] minCounts = drawnCounts.stream().mapToInt(Integer::intValue).sorted().toArray();
    checkAnswers(drawn, minCounts, maxItems, false);
  }

  private static void checkAnswers(
      List<Set<Integer>> drawn, int[] minCounts, int maxItems, boolean allKnown) {
    Itemsets counted = new Itemsets(1_000_000);
    Baskets baskets = Sets.baskets(drawn);
    int size = Math.max(1, baskets.size());
    double[] shares =
        Arrays.stream(minCounts).mapToDouble(count -> (double) count / size).toArray();
    Thresholds thresholds = new Thresholds(shares, 1);
    FpGrowth.mine(baskets, thresholds, counted);
    Condensed condensed = Condensed.of(counted, minCounts, maxItems);
    assertThat(Condensed.ofCodes(condensed.codes()).codes()).isEqualTo(condensed.codes());
    Itemsets told = counted.upTo(maxItems);
    assertThat(condensed.codes()).hasSize(told.size());
    Map<Set<Integer>, Integer> all = Apriori.frequent(drawn, 1, 10);
    for (int set = 0; set < told.size(); set++) {
      Set<Integer> items = Sets.of(told, set);
      assertThat(items).hasSizeLessThanOrEqualTo(maxItems);
      int count = told.count(set);
      boolean closed = true;
      boolean maximal = true;
      for (Map.Entry<Set<Integer>, Integer> other : all.entrySet()) {
        if (other.getKey().size() > items.size() && other.getKey().containsAll(items)) {
          maximal &= other.getValue() < minCounts[0];
          closed &= other.getValue() < count;
        }
      }
      check(condensed.closed(set), closed, allKnown);
      check(condensed.maximal(set), maximal, allKnown);
    }
  }

  private static void check(Answer answer, boolean truth, boolean known) {
    Answer right = truth ? Answer.YES : Answer.NO;
    assertThat(answer).isIn(right, known ? right : Answer.UNKNOWN);
  }
}
