package dev.parallax.recommendation.insight;

import dev.parallax.contracts.Phrase;
import dev.parallax.recommendation.rule.AssociationRule;
import dev.parallax.recommendation.rule.RuleSource;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A rule in words, for those who have to act on it. */
final class RuleSentence {
  private static final double PERCENT = 100;
  private static final double FEW = 10;

  private RuleSentence() {}

  /**
   * @param names of items by number
   */
  static Phrase of(AssociationRule rule, RuleSource source, IntFunction<String> names) {
    List<String> left =
        IntStream.range(0, rule.size()).mapToObj(i -> names.apply(rule.antecedent(i))).toList();
    String right = names.apply(rule.consequent());
    String share = number(rule.confidence() * PERCENT);
    String lift = number(rule.lift());
    Object[] english = {rule.antecedentCount(), english(left), rule.count(), share, right, lift};
    Object[] chinese = {chinese(left), rule.antecedentCount(), rule.count(), share, right, lift};
    return source == RuleSource.BASKETS
        ? new Phrase(
            "of %d baskets with %s, %d (%s %%) also have %s: %s times as many as by chance"
                .formatted(english),
            "在含有%s的 %d 个购物篮中，有 %d 个（%s%%）也含有「%s」，是随机情况的 %s 倍".formatted(chinese))
        : new Phrase(
            "of %d visits to %s, %d (%s %%) also went to %s: %s times as many as by chance"
                .formatted(english),
            "在浏览%s的 %d 次访问中，有 %d 次（%s%%）也浏览了「%s」，是随机情况的 %s 倍".formatted(chinese));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < FEW ? "%.2f" : "%.1f", value);
  }

  private static String english(List<String> names) {
    return names.size() < 2
        ? names.getFirst()
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  private static String chinese(List<String> names) {
    return names.stream().map(name -> "「" + name + "」").collect(Collectors.joining("和"));
  }
}
