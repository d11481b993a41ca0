package dev.parallax.recommendation.recommend;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.recommendation.offer.Offer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Answers "why am I seeing this?", to be shown to the customer: a sentence for each item without
 * numbers, and one about the list that says what was used and who can stop it.
 */
final class Why {
  private static final int MOST_NAMED = 2;

  private final Offer offer;

  Why(Offer offer) {
    this.offer = offer;
  }

  /** By the reason that weighs most. */
  Phrase of(Reason reason) {
    return switch (reason.code()) {
      case Wording.TOGETHER -> {
        List<String> names = names(reason.evidence().get("if"));
        yield new Phrase(
            "Often bought together with " + english(names), "常与" + chinese(names) + "一起购买");
      }
      case Wording.BECAUSE -> {
        List<String> names = namesOfItems(reason.evidence().get("items"));
        yield new Phrase(
            "Because you were interested in " + english(names), "因为您对" + chinese(names) + "感兴趣");
      }
      case Wording.TEXTS -> {
        List<String> names = namesOfItems(reason.evidence().get("items"));
        yield new Phrase("New, and like " + english(names), "新品，与" + chinese(names) + "相近");
      }
      case TactWording.DUE -> new Phrase("You may need it again by now", "您可能需要再次购买");
      case TactWording.MATCH, TactWording.ORDER_GIVEN ->
          new Phrase("Matches what you are looking for", "符合您的搜索");
      case TactWording.ALIKE -> new Phrase("Like the item you are looking at", "与您正在查看的商品相近");
      case TactWording.PINNED -> new Phrase("Chosen by the shop", "店铺精选");
      case Wording.IN_SEGMENT -> new Phrase("Popular with customers like you", "与您相似的顾客常买");
      case TactWording.TRIED_OUT ->
          Boolean.TRUE.equals(reason.evidence().get("newItem"))
              ? new Phrase("New in this shop", "本店新品")
              : new Phrase("To learn what you like", "想了解您的喜好");
      case TactWording.ASSORTMENT -> new Phrase("To discover in this shop", "值得发现的商品");
      default -> new Phrase("Popular in this shop at the moment", "本店近期热门");
    };
  }

  /**
   * About a list.
   *
   * @param history whether the customer did anything here, and is not only like others who did
   */
  static Phrase ofList(boolean personalized, boolean consent, boolean history) {
    if (personalized && !history) {
      return new Phrase(
          "What customers like you buy here. You can say of each that you are not interested, and"
              + " switch personal recommendations off at any time.",
          "与您相似的顾客在本店常买的商品。您可以对任何商品表示不感兴趣，也可以随时关闭个性化推荐。");
    }
    if (personalized) {
      return new Phrase(
          "Chosen for you by what you looked at and bought in this shop. You can say of each that"
              + " you are not interested, and switch personal recommendations off at any time.",
          "根据您在本店的浏览和购买为您挑选。您可以对任何商品表示不感兴趣，也可以随时关闭个性化推荐。");
    }
    return consent
        ? new Phrase(
            "What is popular and what goes with what is shown here; nothing is known of you yet.",
            "热门商品以及与当前内容相配的商品；目前尚无关于您的信息。")
        : new Phrase(
            "What is popular here. Nothing that you did was used, and nothing of this is stored.",
            "本店热门商品。未使用您的任何行为数据，也不会保存任何信息。");
  }

  private List<String> names(Object ids) {
    return ((List<?>) ids)
        .stream().limit(MOST_NAMED).map(id -> offer.name(offer.number((String) id))).toList();
  }

  private static List<String> namesOfItems(Object items) {
    return ((List<?>) items)
        .stream().limit(MOST_NAMED).map(item -> (String) ((Map<?, ?>) item).get("name")).toList();
  }

  private static String english(List<String> names) {
    return String.join(" and ", names);
  }

  private static String chinese(List<String> names) {
    return names.stream().map(name -> "「" + name + "」").collect(Collectors.joining("和"));
  }
}
