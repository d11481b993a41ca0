package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.experiment.Treatment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * How probable each item of a list that was tried out was at its place, and which ways to make
 * lists have the same item there: what an estimate of those ways is made of.
 *
 * <p>Two things are left to chance: whose arm a customer is in, and, in some lists, who stands
 * where. The second costs nobody an item, and gives every order of the same items a chance.
 */
final class Comparison {
  private final Map<String, Recommendation> lists = new LinkedHashMap<>();

  /** As the way itself makes it. */
  void add(String name, Recommendation list) {
    lists.put(name, list);
  }

  boolean has(String name) {
    return lists.containsKey(name);
  }

  /** In any order, all alike, but for what a marketer pinned to its place. */
  static List<Recommendation.Item> shuffled(
      List<Recommendation.Item> items, RandomGenerator random) {
    List<Recommendation.Item> loose = new ArrayList<>(items);
    loose.removeIf(Interleaving::isPinned);
    Collections.shuffle(loose, java.util.Random.from(random));
    List<Recommendation.Item> mixed = new ArrayList<>(items.size());
    for (Recommendation.Item item : items) {
      mixed.add(Interleaving.isPinned(item) ? item : loose.removeLast());
    }
    return mixed;
  }

  /**
   * @param tried one arm's list, perhaps shuffled
   * @param compared arms that were all added
   * @return with what chance had to do with each place, unless something else was left to chance
   */
  Tried drawn(Tried tried, Treatment.Compared compared) {
    if (isLeftToOtherChance()) {
      return tried;
    }
    List<Recommendation.Item> shown = tried.answer().items();
    List<Recommendation.Item> items = new ArrayList<>(shown.size());
    List<List<String>> agreeing = new ArrayList<>(shown.size());
    for (Recommendation.Item item : shown) {
      int place = items.size();
      double probability = 0;
      for (Treatment.Chance arm : compared.arms()) {
        probability +=
            arm.probability() * probability(arm.name(), place, item, compared.shuffled());
      }
      agreeing.add(lists.keySet().stream().filter(name -> stands(name, place, item)).toList());
      items.add(item.with(Math.min(1, probability))); // A sum may be 1 and a little.
    }
    Recommendation answer = tried.answer().with(tried.answer().modelVersion(), items);
    return new Tried(answer, tried.experiment(), tried.arm(), tried.arms(), agreeing);
  }

  private double probability(String arm, int place, Recommendation.Item item, double shuffled) {
    List<Recommendation.Item> items = lists.get(arm).items();
    if (place >= items.size()) {
      return 0;
    }
    Recommendation.Item own = items.get(place);
    if (Interleaving.isPinned(own)) {
      return stands(arm, place, item) ? 1 : 0;
    }
    List<Recommendation.Item> loose =
        items.stream().filter(one -> !Interleaving.isPinned(one)).toList();
    boolean listed = loose.stream().anyMatch(one -> one.itemId().equals(item.itemId()));
    return (stands(arm, place, item) ? 1 - shuffled : 0) + (listed ? shuffled / loose.size() : 0);
  }

  /** Where an item stands by a chance of its own, the lists would differ at the next look. */
  boolean isLeftToOtherChance() {
    return lists.values().stream()
        .flatMap(list -> list.items().stream())
        .anyMatch(item -> item.propensity() != null);
  }

  private boolean stands(String name, int place, Recommendation.Item item) {
    List<Recommendation.Item> items = lists.get(name).items();
    return place < items.size() && items.get(place).itemId().equals(item.itemId());
  }
}
