package dev.parallax.recommendation.insight;

import dev.parallax.recommendation.model.RecommendationModel;
import dev.parallax.recommendation.rule.AssociationRule;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The rules of one model, sorted once per measure. */
final class RuleBook {
  private final RecommendationModel model;
  private final Map<RuleSort, int[]> orders = new EnumMap<>(RuleSort.class);

  RuleBook(RecommendationModel model) {
    this.model = model;
  }

  boolean isOf(RecommendationModel other) {
    return model == other;
  }

  /**
   * Rules in order, from a place on, those with an item on either side only.
   *
   * @param item null for all
   * @return places, at most {@code limit}
   */
  int[] places(RuleSort sort, String item, int from, int limit) {
    int[] order = order(sort);
    int number = item == null ? -1 : model.items().indexOf(item);
    return IntStream.range(from, order.length)
        .filter(place -> item == null || rule(order[place]).mentions(number))
        .limit(limit)
        .toArray();
  }

  RuleView at(RuleSort sort, int place) {
    AssociationRule rule = rule(order(sort)[place]);
    return new RuleView(
        Arrays.stream(rule.antecedent()).mapToObj(model.items()::get).toList(),
        model.items().get(rule.consequent()),
        rule.support(),
        rule.confidence(),
        rule.lift(),
        rule.count());
  }

  private AssociationRule rule(int number) {
    return model.rules().get(number);
  }

  private synchronized int[] order(RuleSort sort) {
    return orders.computeIfAbsent(sort, this::sorted);
  }

  private int[] sorted(RuleSort sort) {
    List<AssociationRule> rules = model.rules();
    return IntStream.range(0, rules.size())
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer r) -> -sort.of(rules.get(r)))
                .thenComparingInt(r -> -rules.get(r).count())
                .thenComparingInt(r -> r))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
