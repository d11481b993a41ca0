package dev.parallax.recommendation.rule;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Between the sets that tests draw and the arrays that are mined. */
final class Sets {
  private Sets() {}

  static Baskets baskets(Collection<Set<Integer>> drawn) {
    Baskets.Builder builder = Baskets.builder();
    drawn.forEach(b -> builder.add(array(b)));
    return builder.build();
  }

  static int[] array(Set<Integer> set) {
    return set.stream().mapToInt(Integer::intValue).toArray();
  }

  static Set<Integer> of(Itemsets itemsets, int set) {
    Set<Integer> items = new TreeSet<>();
    for (int i = 0; i < itemsets.length(set); i++) {
      items.add(itemsets.item(set, i));
    }
    return items;
  }

  static Map<Set<Integer>, Integer> counts(Itemsets itemsets) {
    Map<Set<Integer>, Integer> counts = new HashMap<>();
    for (int set = 0; set < itemsets.size(); set++) {
      counts.put(of(itemsets, set), itemsets.count(set));
    }
    return counts;
  }
}
