package dev.parallax.local.shop.words;

import dev.parallax.local.shop.chance.Chance;
import dev.parallax.local.shop.goods.Department;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Builds sentences from parts. A few dozen parts make some thousand different texts, which is what
 * topics and sentiment need; it is no model of language.
 */
public final class Comments {

  private static final List<String> OPENINGS_EN =
      List.of("", "", "Honestly, ", "As a regular customer: ", "Just to say: ", "Again: ");
  private static final List<String> OPENINGS_ZH = List.of("", "", "说实话，", "作为老顾客，", "再说一次，", "");

  private static final List<String> GOOD_EN =
      List.of(
          "the %s are excellent and arrived on time.",
          "very happy with the quality of the %s.",
          "friendly staff and great %s, will come again.",
          "fast delivery, %s well packed, fair price.",
          "best %s in town, my family loves them.");
  private static final List<String> GOOD_ZH =
      List.of(
          "%s质量很好，送货也快。", "%s很新鲜，包装仔细，下次还来。", "客服态度好，%s物美价廉。", "家人都喜欢你们的%s，推荐！", "%s性价比高，非常满意。");

  private static final List<String> SO_SO_EN =
      List.of(
          "the %s are fine, nothing special.",
          "%s okay, but delivery took longer than promised.",
          "price of the %s went up, quality as before.");
  private static final List<String> SO_SO_ZH =
      List.of("%s一般，没有什么特别。", "%s还可以，就是送货慢了点。", "%s涨价了，质量没变。");

  private static final List<String> BAD_EN =
      List.of(
          "the %s came damaged and nobody answers my mails.",
          "%s not as described, sent back, still waiting for my refund.",
          "checkout failed twice when I tried to buy %s.",
          "delivery five days late and the %s were wrong.",
          "queue at the till far too long, I left the %s behind.");
  private static final List<String> BAD_ZH =
      List.of(
          "%s坏了，客服一直不回复。",
          "%s和描述不符，退货了，退款还没到。", "买%s的时候结账失败两次。", "送货晚了五天，%s还发错了。", "收银台排队太久，%s都没买成。");

  private static final List<String> MISSING_EN =
      List.of(
          "why do you have hardly any %s? I searched and found nothing.",
          "I keep looking for %s here and there is no choice at all.",
          "no %s again, so I have to buy it all from another shop.",
          "please offer more %s, the search shows zero results.");
  private static final List<String> MISSING_ZH =
      List.of("为什么几乎没有%s？搜索什么都找不到。", "一直想买%s，你们根本没有选择。", "又没有%s，只好去别家买。", "请多进一些%s，搜索结果是零。");

  private Comments() {}

  /**
   * A comment that fits the stars.
   *
   * @param stars 1 to 5
   */
  public static String about(RandomGenerator random, int stars, Department what, boolean chinese) {
    if (stars < 1 || stars > 5) {
      throw new IllegalArgumentException("stars must be between 1 and 5, was " + stars);
    }
    List<String> templates =
        switch (stars) {
          case 5, 4 -> chinese ? GOOD_ZH : GOOD_EN;
          case 3 -> chinese ? SO_SO_ZH : SO_SO_EN;
          default -> chinese ? BAD_ZH : BAD_EN;
        };
    String noun = chinese ? what.chinese() : Chance.one(random, what.nouns());
    return sentence(random, templates, noun, chinese);
  }

  /** A complaint that there is no, or not enough, of a category. */
  public static String missing(RandomGenerator random, Department what, boolean chinese) {
    String noun = chinese ? what.chinese() : what.name().toLowerCase(Locale.ROOT);
    return sentence(random, chinese ? MISSING_ZH : MISSING_EN, noun, chinese);
  }

  private static String sentence(
      RandomGenerator random, List<String> templates, String noun, boolean chinese) {
    String opening = Chance.one(random, chinese ? OPENINGS_ZH : OPENINGS_EN);
    String text = opening + String.format(Locale.ROOT, Chance.one(random, templates), noun);
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
