package dev.parallax.recommendation.insight;

import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.rule.AssociationRule;
import dev.parallax.recommendation.rule.FalseDiscovery;
import dev.parallax.recommendation.rule.Independence;
import dev.parallax.recommendation.rule.Intervals;
import dev.parallax.recommendation.rule.RuleFinder;
import dev.parallax.recommendation.rule.RuleSource;
import dev.parallax.recommendation.rulebook.LeftOut;
import dev.parallax.recommendation.rulebook.RuleBook;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rules of one book or model, each measure computed and sorted once, when it is asked for. */
final class RuleList {
  private static final String BETWEEN = "\u001f";

  private final Object origin;
  private final RuleSource source;
  private final List<String> items;
  private final RuleFinder.Found found;
  private final List<LeftOut> leftOut;
  private final Map<RuleMeasure, double[]> values = new HashMap<>();
  private final Map<String, SortedRows> orders = new HashMap<>();
  private String[] names;

  private RuleList(
      Object origin,
      RuleSource source,
      List<String> items,
      RuleFinder.Found found,
      List<LeftOut> leftOut) {
    this.origin = origin;
    this.source = source;
    this.items = items;
    this.found = found;
    this.leftOut = leftOut;
  }

  static RuleList of(RuleBook book) {
    RuleBook.Mined mined = book.mined();
    return new RuleList(book, book.source(), mined.items(), mined.found(), LeftOut.ofRules(mined));
  }

  /** Rules of orders that a model was learned with; corrected for those kept only. */
  static RuleList of(Offer offer) {
    List<AssociationRule> rules = offer.model().rules();
    double[] pValues = rules.stream().mapToDouble(Independence::pValue).toArray();
    return new RuleList(
        offer.model(),
        RuleSource.BASKETS,
        offer.model().items(),
        new RuleFinder.Found(
            rules, FalseDiscovery.adjusted(pValues), rules.size(), rules.size(), rules.size()),
        List.of(LeftOut.UNTIL_NEXT_MINING));
  }

  boolean isOf(Object other) {
    return origin == other;
  }

  List<LeftOut> leftOut() {
    return leftOut;
  }

  AssociationRule rule(int number) {
    return found.rules().get(number);
  }

  /** All items of a rule. */
  Stream<String> items(int number) {
    return Stream.concat(left(rule(number)), Stream.of(items.get(rule(number).consequent())));
  }

  /** The item's number, -1 where no rule can have it. */
  int number(String item) {
    return items.indexOf(item);
  }

  /** A measure of every rule. */
  synchronized double[] values(RuleMeasure measure) {
    return values.computeIfAbsent(
        measure,
        m ->
            IntStream.range(0, found.rules().size())
                .mapToDouble(r -> m.of(rule(r), found.adjustedPValues()[r]))
                .toArray());
  }

  synchronized SortedRows sorted(RuleMeasure measure, boolean ascending) {
    String order = measure.wireName() + (ascending ? " asc" : " desc");
    SortedRows known = orders.get(order);
    if (known == null) {
      int[] counts = found.rules().stream().mapToInt(AssociationRule::count).toArray();
      known = new SortedRows(order, ascending, values(measure), counts, names());
      orders.put(order, known);
    }
    return known;
  }

  private String[] names() {
    if (names == null) {
      names = found.rules().stream().map(this::name).toArray(String[]::new);
    }
    return names;
  }

  private String name(AssociationRule rule) {
    return String.join(
        BETWEEN,
        Stream.concat(left(rule).sorted(), Stream.of(items.get(rule.consequent()))).toList());
  }

  private Stream<String> left(AssociationRule rule) {
    return Arrays.stream(rule.antecedent()).mapToObj(items::get);
  }

  RuleView view(int number, Offer offer) {
    AssociationRule rule = rule(number);
    double conviction = rule.conviction();
    return new RuleView(
        left(rule).toList(),
        items.get(rule.consequent()),
        source.wireName(),
        RuleSentence.of(rule, source, item -> name(items.get(item), offer)),
        rule.support(),
        rule.confidence(),
        Intervals.confidence(rule),
        rule.lift(),
        Intervals.lift(rule),
        rule.leverage(),
        Double.isInfinite(conviction) ? null : conviction,
        rule.zhang(),
        Independence.chiSquare(rule),
        Independence.pValue(rule),
        found.adjustedPValues()[number],
        Independence.isExact(rule) ? "fisher" : "chi-square",
        rule.count(),
        rule.antecedentCount(),
        rule.consequentCount(),
        rule.baskets());
  }

  private static String name(String itemId, Offer offer) {
    return offer.catalog().find(itemId).map(CatalogItem::name).orElse(itemId);
  }
}
