package dev.parallax.segmentation.segment;

import dev.parallax.contracts.Phrase;
import dev.parallax.segmentation.feature.Feature;

/**
 * How a segment is called after a feature that is high or low in it.
 *
 * @param adjective stands before a noun
 * @param noun who they are
 * @param clause sets two apart that share adjective and noun
 */
record Vocabulary(Phrase adjective, Phrase noun, Phrase clause) {

  static Vocabulary of(Feature feature, boolean high, double median) {
    return switch (feature) {
      case RECENCY ->
          high
              ? words("Lapsed", "流失的", "lapsed customers", "流失客户", "long gone", "久未购买")
              : words("Active", "活跃的", "recent buyers", "近期买家", "bought lately", "近期有购买");
      case FREQUENCY ->
          high
              ? words("Loyal", "忠实", "regular buyers", "常客", "many orders", "订单多")
              : rareBuyers(median);
      case MONETARY ->
          high
              ? words("High-value", "高价值", "big spenders", "大额客户", "high spend", "消费高")
              : words("Low-spend", "低消费", "small spenders", "小额客户", "low spend", "消费低");
      case AVERAGE_ORDER_VALUE ->
          high
              ? words("Premium", "高客单价", "premium buyers", "高客单价买家", "large orders", "客单价高")
              : words("Thrifty", "节俭的", "bargain buyers", "低客单价买家", "small orders", "客单价低");
      case BASKET_SIZE ->
          high
              ? words("Bulk-buying", "大批量", "bulk buyers", "大批量买家", "full baskets", "每单件数多")
              : words("Few-items", "少件", "small-basket buyers", "少件买家", "small baskets", "每单件数少");
      case TENURE ->
          high
              ? words(
                  "Long-standing", "资深", "long-standing customers", "老客户", "with us long", "入店早")
              : words("New", "新", "newcomers", "新客户", "with us for a short time", "入店晚");
      case CATEGORY_BREADTH ->
          high
              ? words(
                  "Wide-ranging", "多品类", "all-round shoppers", "多品类买家", "many categories", "品类广")
              : words("Focused", "专一的", "specialised shoppers", "专品类买家", "few categories", "品类少");
      case RETURN_RATE ->
          high
              ? words(
                  "Often-returning", "常退货的", "frequent returners", "高退货客户", "many returns", "退货多")
              : words("Rarely-returning", "少退货的", "buyers who keep", "少退货客户", "few returns", "退货少");
      case LAST_RATING, AVERAGE_RATING ->
          high
              ? words("Satisfied", "满意的", "satisfied customers", "满意客户", "good ratings", "评分高")
              : words(
                  "Dissatisfied", "不满的", "dissatisfied customers", "不满客户", "poor ratings", "评分低");
      case ORDER_INTERVAL ->
          high
              ? words("Occasional", "偶尔购买的", "occasional buyers", "偶尔购买的客户", "long pauses", "间隔长")
              : words("Frequent", "高频", "frequent buyers", "高频买家", "short pauses", "间隔短");
    };
  }

  private static Vocabulary rareBuyers(double medianOrders) {
    return medianOrders < 1.5
        ? words("One-time", "一次性", "one-time buyers", "一次性客户", "one order", "仅一单")
        : words("Occasional", "偶尔购买的", "occasional buyers", "低频客户", "few orders", "订单少");
  }

  private static Vocabulary words(
      String adjective,
      String adjectiveZh,
      String noun,
      String nounZh,
      String clause,
      String clauseZh) {
    return new Vocabulary(
        new Phrase(adjective, adjectiveZh), new Phrase(noun, nounZh), new Phrase(clause, clauseZh));
  }
}
