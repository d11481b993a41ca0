package dev.parallax.recommendation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CondensedPropertyTest {
  @Property(tries = 300, seed = "46")
  void closedAndMaximalAreThoseOfBruteForce(
      @ForAll @Size(max = 30) List<@Size(max = 6) Set<@IntRange(max = 7) Integer>> drawn,
      @ForAll @IntRange(min = 1, max = 5) int minCount) {
    Itemsets itemsets = new Itemsets(1_000_000);
    FpGrowth.mine(Sets.baskets(drawn), minCount, 10, itemsets);
    Condensed condensed = Condensed.of(itemsets);
    Map<Set<Integer>, Integer> frequent = Apriori.frequent(drawn, minCount, 10);
    for (int set = 0; set < itemsets.size(); set++) {
      Set<Integer> items = Sets.of(itemsets, set);
      int count = itemsets.count(set);
      boolean closed = true;
      boolean maximal = true;
      for (Map.Entry<Set<Integer>, Integer> other : frequent.entrySet()) {
        if (other.getKey().size() > items.size() && other.getKey().containsAll(items)) {
          maximal = false;
          closed &= other.getValue() < count;
        }
      }
      assertThat(condensed.isClosed(set)).as("%s is closed", items).isEqualTo(closed);
      assertThat(condensed.isMaximal(set)).as("%s is maximal", items).isEqualTo(maximal);
    }
  }
}
