package dev.parallax.recommendation.rulebook;

import dev.parallax.contracts.Phrase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Something that a bound kept out of a book, and which.
 *
 * @param code older-baskets, few-baskets, support-raised, longer-sets, weak-rules or
 *     until-next-mining
 */
public record LeftOut(String code, Phrase text) {
  /** What the rules that a model was learned with do not say. */
  public static final LeftOut UNTIL_NEXT_MINING =
      new LeftOut(
          "until-next-mining",
          new Phrase(
              "these are the rules a model has just been learned with, of at most three items;"
                  + " the next mining, within minutes, brings what was asked for",
              "这些是刚刚训练的模型所用的规则，最多含三件商品；几分钟内的下一次挖掘会给出所要求的全部规则"));

  /** Empty where rules and itemsets are all that support, confidence and pruning let through. */
  public static List<LeftOut> ofRules(RuleBook.Mined mined) {
    List<LeftOut> left = ofItemsets(mined);
    int wanted = mined.found().wanted();
    int kept = mined.found().rules().size();
    if (kept < wanted) {
      left.add(
          new LeftOut(
              "weak-rules",
              phrase(
                  "%d of %d rules, those with the least evidence (baskets x log of lift, so that a"
                      + " lift below 1 goes first): mostRules is %d",
                  "共 %2$d 条规则中证据最弱的 %1$d 条（按购物篮数 × 提升度的对数，提升度低于 1 的最先舍去）：mostRules 为 %3$d",
                  wanted - kept,
                  wanted,
                  kept)));
    }
    return left;
  }

  /** Empty where the itemsets are all that have the support asked for. */
  public static List<LeftOut> ofItemsets(RuleBook.Mined mined) {
    RuleBook.Scope scope = mined.scope();
    List<LeftOut> left = new ArrayList<>();
    if (!scope.whole()) {
      left.add(
          new LeftOut(
              "older-baskets",
              new Phrase(
                  "the oldest baskets: there is no room for all (most-rows)",
                  "最早的购物篮：容纳不下全部（most-rows）")));
    }
    if (scope.minBaskets() > scope.supportCount()) {
      left.add(
          new LeftOut(
              "few-baskets",
              phrase(
                  "sets in fewer than %d baskets (minBaskets), though the support asked for is %d",
                  "出现在不足 %d 个购物篮中的商品集（minBaskets），尽管所要求的支持度是 %d 个",
                  scope.minBaskets(),
                  scope.supportCount())));
    }
    int asked = Math.max(scope.minBaskets(), scope.supportCount());
    if (Collections.max(mined.minCounts()) > asked) {
      left.add(
          new LeftOut(
              "support-raised",
              phrase(
                  "sets of 1, 2, … items in fewer than %s baskets, though %d were asked for:"
                      + " mostItemsets is %d",
                  "含 1、2……件商品而出现在不足 %s 个购物篮中的商品集，尽管所要求的是 %d 个：mostItemsets 为 %d",
                  mined.minCounts(),
                  asked,
                  scope.mostItemsets())));
    }
    if (scope.longer() != 0) {
      left.add(longer(scope.longer(), mined.minCounts().size()));
    }
    return left;
  }

  private static LeftOut longer(int longer, int maxItems) {
    return new LeftOut(
        "longer-sets",
        longer > 0
            ? phrase(
                "sets of more than %d items (maxItems); %d of one more have enough support",
                "超过 %d 件商品的商品集（maxItems）；多一件的有 %d 个支持度足够", maxItems, longer)
            : phrase(
                "sets of more than %d items (maxItems), if there are any: there was no room to look",
                "超过 %d 件商品的商品集（maxItems），是否存在未知：内存不足以查找", maxItems));
  }

  private static Phrase phrase(String english, String chinese, Object... values) {
    return new Phrase(english.formatted(values), chinese.formatted(values));
  }
}
