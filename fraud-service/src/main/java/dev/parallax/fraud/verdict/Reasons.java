package dev.parallax.fraud.verdict;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.fraud.feature.Feature;
import dev.parallax.fraud.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Words for what decided. A reason of the model is one of its own terms: the log-odds that a
 * feature adds against an average transaction. Approximate explanations (LIME, SHAP) were rejected;
 * for a linear model the terms are exact.
 */
final class Reasons {
  private static final int MOST = 4;
  private static final double NEGLIGIBLE = 0.05;

  private Reasons() {}

  static Reason ofRule(Rule rule) {
    return new Reason(
        "rule-" + rule.name(), rule.description(), 0, Map.of("outcome", rule.outcome().wireName()));
  }

  static Reason noModel() {
    return new Reason(
        "no-model",
        new Phrase("no model has been trained yet, only rules decide", "尚未训练模型，仅按规则判定"),
        0,
        Map.of());
  }

  /** Where no term is worth telling: that is a reason, too, and an answer without any is none. */
  private static Reason likeTheAverage() {
    return new Reason(
        "like-the-average",
        new Phrase(
            "to the model the payment is like the average one, nothing about it moves the risk",
            "在模型看来，这笔支付与平均水平无异，没有任何特征改变风险"),
        0,
        Map.of());
  }

  /** The strongest terms, by magnitude; never empty. */
  static List<Reason> ofModel(
      TransactionRecorded transaction, double[] vector, double[] contributions) {
    List<Reason> reasons = new ArrayList<>(MOST);
    boolean[] taken = new boolean[contributions.length];
    while (reasons.size() < MOST) {
      int strongest = -1;
      for (int i = 0; i < contributions.length; i++) {
        if (!taken[i]
            && (strongest < 0 || Math.abs(contributions[i]) > Math.abs(contributions[strongest]))) {
          strongest = i;
        }
      }
      if (strongest < 0 || Math.abs(contributions[strongest]) < NEGLIGIBLE) {
        break;
      }
      taken[strongest] = true;
      Feature feature = Feature.at(strongest);
      String amount = transaction.amount().toPlainString() + " " + transaction.currency();
      reasons.add(ofTerm(feature, vector[strongest], amount, contributions[strongest]));
    }
    return reasons.isEmpty() ? List.of(likeTheAverage()) : reasons;
  }

  /**
   * @param amount as it was paid: the feature is in the reference currency
   */
  private static Reason ofTerm(Feature feature, double value, String amount, double logOdds) {
    boolean raises = logOdds > 0;
    String en =
        feature.phrase().en()
            + ": "
            + english(feature, value, amount)
            + (raises ? ", raises" : ", lowers")
            + " the risk";
    String zh =
        feature.phrase().zh()
            + "："
            + chinese(feature, value, amount)
            + (raises ? "，风险升高" : "，风险降低");
    return new Reason(
        code(feature),
        new Phrase(en, zh),
        round(logOdds),
        Map.of("feature", feature.wireName(), "value", round(value), "logOdds", round(logOdds)));
  }

  private static String code(Feature feature) {
    return feature.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String english(Feature feature, double value, String amount) {
    return switch (feature.unit()) {
      case FLAG -> value == 0 ? "no" : "yes";
      case RATIO -> number("%.1f times", value);
      case SCORE -> number("%+.1f standard deviations", value);
      case SHARE -> number("%.1f %%", value * 100);
      case SECONDS -> number("%.1f hours", value / 3600);
      case COUNT -> number("%.0f", value);
      case AMOUNT -> amount;
    };
  }

  private static String chinese(Feature feature, double value, String amount) {
    return switch (feature.unit()) {
      case FLAG -> value == 0 ? "否" : "是";
      case RATIO -> number("%.1f 倍", value);
      case SCORE -> number("%+.1f 个标准差", value);
      case SHARE -> number("%.1f %%", value * 100);
      case SECONDS -> number("%.1f 小时", value / 3600);
      case COUNT -> number("%.0f", value);
      case AMOUNT -> amount;
    };
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static double round(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
