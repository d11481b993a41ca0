package dev.parallax.recommendation.recommend;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.recommendation.merchandising.MerchandisingRule;
import dev.parallax.recommendation.tact.Repurchase;
import java.util.List;
import java.util.Map;

/** The reasons that do not come from what was learned, in English and Chinese. */
final class TactWording {
  static final String DUE = "due-again";
  static final String MATCH = "matches-search";
  static final String ORDER_GIVEN = "order-given";
  static final String ALIKE = "like-the-item";
  static final String PINNED = "pinned";
  static final String ASSORTMENT = "from-the-assortment";
  static final String TRIED_OUT = "tried-out";
  static final String CHOSEN = "chosen-by-customers";

  private TactWording() {}

  static Cause due(Repurchase interval, int days, double score) {
    long usual = Math.max(1, Math.round(interval.medianDays()));
    return new Cause(
        DUE,
        new Phrase(
            "bought %d days ago; customers buy it again after about %d days".formatted(days, usual),
            "%d 天前购买；顾客通常约 %d 天后再次购买".formatted(days, usual)),
        score,
        Map.of(
            "daysAgo", days,
            "medianDays", interval.medianDays(),
            "shareWhoBuyAgain", interval.again(),
            "times", interval.times()));
  }

  static Cause match(double relevance, double score) {
    return new Cause(
        MATCH,
        new Phrase("matches what is searched for", "与搜索内容相符"),
        score,
        Map.of("relevance", relevance));
  }

  static Cause orderGiven(int place, double score) {
    return new Cause(
        ORDER_GIVEN,
        new Phrase(
            "number %d of the list that was given".formatted(place),
            "给定列表中的第 %d 项".formatted(place)),
        score,
        Map.of("place", place));
  }

  static Cause alike(String name, String itemId, double similarity, double score) {
    return new Cause(
        ALIKE,
        new Phrase("like %s by name and category".formatted(name), "名称和类别与「%s」相近".formatted(name)),
        score,
        Map.of("itemId", itemId, "similarity", similarity));
  }

  /** A rule that multiplied the score. */
  static Reason ruled(MerchandisingRule rule, double weight) {
    return new Reason(
        rule.action().wireName(),
        rule.description(),
        weight,
        Map.of("rule", rule.name(), "version", rule.version(), "factor", rule.factor()));
  }

  static Reason pinned(MerchandisingRule rule) {
    return new Reason(
        PINNED,
        rule.description(),
        0,
        Map.of("rule", rule.name(), "version", rule.version(), "position", rule.position()));
  }

  static Reason tired(int visits, double weight) {
    return new Reason(
        "shown-often",
        new Phrase(
            "shown on %d visits and not looked at".formatted(visits),
            "已在 %d 次访问中展示但未被查看".formatted(visits)),
        weight,
        Map.of("visits", visits));
  }

  static Reason turnedDown(double weight) {
    return new Reason(
        "turned-down",
        new Phrase("the customer was not interested in it", "顾客曾表示不感兴趣"),
        weight,
        Map.of());
  }

  /** Beside an item: of another category than is wanted. */
  static Reason otherCategory(double weight) {
    return new Reason(
        "category",
        new Phrase("of a category that is less wanted here", "此处不太需要的类别"),
        weight,
        Map.of());
  }

  /** Shown to learn whether people like it. */
  static Reason triedOut(Exploring.Drawn drawn) {
    Pools.Choice choice = drawn.choice();
    Phrase text =
        choice.newItem()
            ? new Phrase("new; shown to learn whether customers like it", "新品；展示以了解顾客是否喜欢")
            : new Phrase("tried out, since the customer's taste is not known yet", "试推；尚不了解该顾客的喜好");
    return new Reason(
        TRIED_OUT,
        text,
        0,
        Map.of(
            "newItem", choice.newItem(),
            "propensity", drawn.propensity(),
            "looks", Math.round(choice.response().looks()),
            "clicks", choice.response().clicks()));
  }

  static Reason assortment() {
    return new Reason(
        ASSORTMENT,
        new Phrase("from the assortment; not much is known of it yet", "来自商品目录；目前了解不多"),
        0,
        Map.of());
  }

  /** A feature's part in what the ranker made of a score. */
  record Part(String feature, float value, double contribution) {}

  /**
   * What customers' choices taught beside the sources; the parts sum up to the weight. It is taught
   * by features: the item itself may never have been shown.
   */
  static Reason chosen(String model, List<Part> parts, double weight) {
    boolean more = weight > 0;
    return new Reason(
        CHOSEN,
        new Phrase(
            "customers choose items like it %s often than its sources say"
                .formatted(more ? "more" : "less"),
            more ? "顾客选择此类商品的频率高于来源评分" : "顾客选择此类商品的频率低于来源评分"),
        weight,
        Map.of(
            "model",
            model,
            "features",
            parts.stream()
                .map(
                    part ->
                        Map.of(
                            "feature", part.feature(),
                            "value", part.value(),
                            "contribution", part.contribution()))
                .toList()));
  }

  /** Of a search, about the list as a whole. */
  static Reason nothingMatches() {
    return new Reason(
        "nothing-matches",
        new Phrase("nothing that can be offered matches", "没有符合条件的可售商品"),
        0,
        Map.of());
  }

  /** Of any other list that is empty. */
  static Reason nothingToOffer(boolean narrow) {
    return new Reason(
        "nothing-to-offer",
        narrow
            ? new Phrase(
                "nothing that can be offered is left by what the question asks for",
                "没有符合所提条件的可售商品")
            : new Phrase(
                "nothing can be offered: the catalog has no item that can be bought now, or all are"
                    + " held back from this customer by rules, quiet categories and their own wish",
                "没有可推荐的商品：目录中目前没有可售商品，或均因规则、受限类别或顾客意愿而未展示"),
        0,
        Map.of());
  }
}
