package dev.parallax.recommendation.recommend;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.ranking.Ranked;
import dev.parallax.recommendation.rule.AssociationRule;
import dev.parallax.recommendation.rule.Intervals;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says why, in English and Chinese, with the numbers behind it. */
final class Wording {
  static final String TOGETHER = "bought-together";
  static final String BECAUSE = "because-of-items";
  static final String TEXTS = "like-by-text";
  static final String IN_SEGMENT = "popular-in-segment";

  private static final int MOST_NAMED = 3;
  private static final int MOST_LISTED = 10;
  private static final double PERCENT = 100;

  private final Offer offer;

  Wording(Offer offer) {
    this.offer = offer;
  }

  /** {@code bought together in 3.1 % of baskets, lift 14.2}. */
  Reason rule(AssociationRule rule, double weight) {
    List<String> names =
        IntStream.range(0, rule.size()).mapToObj(i -> offer.name(rule.antecedent(i))).toList();
    String share = percent(rule.support());
    String lift = decimal(rule.lift());
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put(
        "if", IntStream.range(0, rule.size()).mapToObj(i -> offer.id(rule.antecedent(i))).toList());
    evidence.put("then", offer.id(rule.consequent()));
    evidence.putAll(measures(rule));
    return new Reason(
        TOGETHER,
        new Phrase(
            "bought together with %s in %s %% of baskets, lift %s"
                .formatted(english(names), share, lift),
            "与%s一起购买：占购物篮的 %s%%，提升度 %s".formatted(chinese(names), share, lift)),
        weight,
        evidence);
  }

  /** By the names that the list of rules has, too. */
  static Map<String, Object> measures(AssociationRule rule) {
    Map<String, Object> measures = new LinkedHashMap<>();
    measures.put("support", rule.support());
    measures.put("confidence", rule.confidence());
    measures.put("confidenceInterval", Intervals.confidence(rule));
    measures.put("lift", rule.lift());
    measures.put("liftInterval", Intervals.lift(rule));
    measures.put("baskets", rule.count());
    return measures;
  }

  /** {@code because of items …}, with what each of them adds. */
  Reason neighbours(List<Ranked.Contribution> because, double weight) {
    List<String> names = names(because);
    return new Reason(
        BECAUSE,
        new Phrase(
            "because of %s: the same customers like it".formatted(english(names)),
            "因为%s：喜欢它们的顾客也喜欢这件商品".formatted(chinese(names))),
        weight,
        contributions(because, weight));
  }

  /** The same for an item of which nothing is known but what its texts say. */
  Reason texts(List<Ranked.Contribution> because, double weight) {
    List<String> names = names(because);
    return new Reason(
        TEXTS,
        new Phrase(
            "new; by name and category like %s".formatted(english(names)),
            "新商品；名称和类别与%s相近".formatted(chinese(names))),
        weight,
        contributions(because, weight));
  }

  private List<String> names(List<Ranked.Contribution> because) {
    return because.stream().limit(MOST_NAMED).map(c -> offer.name(c.item())).toList();
  }

  private Map<String, Object> contributions(List<Ranked.Contribution> because, double weight) {
    List<Map<String, Object>> items = new ArrayList<>();
    double listed = 0;
    for (Ranked.Contribution one : because.subList(0, Math.min(MOST_LISTED, because.size()))) {
      items.add(
          Map.of(
              "itemId", offer.id(one.item()),
              "name", offer.name(one.item()),
              "similarity", one.similarity(),
              "contribution", one.score()));
      listed += one.score();
    }
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("items", items);
    if (because.size() > items.size()) {
      evidence.put("others", because.size() - items.size());
      evidence.put("contributionOfOthers", weight - listed);
    }
    return evidence;
  }

  Reason popularInSegment(int item, String segmentId, Phrase segment, double weight) {
    int orders = offer.segment(segmentId).orders(item);
    String since = since();
    Phrase text =
        orders > 0
            ? new Phrase(
                "popular with customers like you (%s): in %d orders since %s"
                    .formatted(segment.en(), orders, since),
                "与您相似的顾客（%s）常买：自 %s 以来出现在 %d 个订单中".formatted(segment.zh(), since, orders))
            : new Phrase(
                "much looked at by customers like you (%s)".formatted(segment.en()),
                "与您相似的顾客（%s）常浏览".formatted(segment.zh()));
    return new Reason(
        IN_SEGMENT, text, weight, Map.of("segment", segmentId, "orders", orders, "since", since));
  }

  Reason popular(int item, double weight) {
    int orders = offer.overall().orders(item);
    String since = since();
    Phrase text =
        orders > 0
            ? new Phrase(
                "popular: in %d orders since %s".formatted(orders, since),
                "热门：自 %s 以来出现在 %d 个订单中".formatted(since, orders))
            : new Phrase("much looked at", "浏览热门");
    return new Reason("popular", text, weight, Map.of("orders", orders, "since", since));
  }

  /** Why nothing of the customer's own is in the list. */
  static Reason noConsent(boolean refused) {
    return new Reason(
        "no-consent",
        refused
            ? new Phrase(
                "not personal: the customer does not want personal recommendations",
                "非个性化：顾客不希望接收个性化推荐")
            : new Phrase(
                "not personal: the customer has not agreed to personal recommendations",
                "非个性化：顾客尚未同意个性化推荐"),
        0,
        Map.of());
  }

  /** The same when the store does not answer: consent is not known either. */
  static Reason historyUnavailable() {
    return new Reason(
        "history-unavailable",
        new Phrase(
            "not personal: the customer's history cannot be read at the moment",
            "非个性化：暂时无法读取顾客的历史记录"),
        0,
        Map.of());
  }

  private String since() {
    return offer.popularSince().atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static String english(List<String> names) {
    return names.size() < 2
        ? names.getFirst()
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  private static String chinese(List<String> names) {
    return names.stream().map(name -> "「" + name + "」").collect(Collectors.joining("、"));
  }

  /** Two digits that count, so that 0.14 % does not read as 0.1 %. */
  static String percent(double share) {
    double percent = share * PERCENT;
    return percent >= 1
        ? decimal(percent)
        : String.format(Locale.ROOT, percent >= 0.1 ? "%.2f" : "%.3f", percent);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
