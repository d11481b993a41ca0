package dev.parallax.recommendation.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The slow and obvious way to the same answer: counts every subset of every basket. */
final class Apriori {
  private Apriori() {}

  static Map<Set<Integer>, Integer> frequent(
      List<Set<Integer>> baskets, int minCount, int maxLength) {
    Map<Set<Integer>, Integer> counts = new HashMap<>();
    for (Set<Integer> basket : baskets) {
      List<Integer> items = List.copyOf(basket);
      for (int subset = 1; subset < 1 << items.size(); subset++) {
        if (Integer.bitCount(subset) <= maxLength) {
          Set<Integer> set = new TreeSet<>();
          for (int i = 0; i < items.size(); i++) {
            if ((subset & (1 << i)) != 0) {
              set.add(items.get(i));
            }
          }
          counts.merge(set, 1, Integer::sum);
        }
      }
    }
    counts.values().removeIf(count -> count < minCount);
    return counts;
  }

  static List<AssociationRule> rules(
      List<Set<Integer>> baskets, int minCount, double minConfidence) {
    List<AssociationRule> rules = new ArrayList<>();
    for (Set<Integer> set : frequent(baskets, minCount, Integer.MAX_VALUE).keySet()) {
      for (int right : set) {
        Set<Integer> left = new TreeSet<>(set);
        left.remove(right);
        int leftCount = containing(baskets, left);
        int both = containing(baskets, set);
        if (!left.isEmpty() && both >= minConfidence * leftCount) {
          rules.add(
              new AssociationRule(
                  left.stream().mapToInt(Integer::intValue).toArray(),
                  right,
                  both,
                  leftCount,
                  containing(baskets, Set.of(right)),
                  baskets.size()));
        }
      }
    }
    return rules;
  }

  private static int containing(List<Set<Integer>> baskets, Set<Integer> items) {
    return (int) baskets.stream().filter(b -> b.containsAll(items)).count();
  }
}
