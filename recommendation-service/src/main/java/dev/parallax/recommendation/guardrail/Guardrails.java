package dev.parallax.recommendation.guardrail;

import dev.parallax.recommendation.statistics.Difference;
import dev.parallax.recommendation.statistics.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Judges what is known of both models. */
final class Guardrails {
  private final int fewestCustomers;
  private final int fewestAnswers;
  private final double significance;
  private final double likely;

  /** Answers of one model, of everybody who asked. */
  record Answers(long answers, long empty, long failed) {
    static final Answers NONE = new Answers(0, 0, 0);
  }

  /**
   * What is known of one model.
   *
   * @param clicks of items shown, by customer, like {@code orders}
   */
  record Side(Rate.Sums clicks, Rate.Sums orders, Answers answers) {}

  /**
   * One guardrail.
   *
   * @param difference of the new model less the former; null while too little is known
   * @param broken whether the new one is worse beyond chance
   */
  record Finding(
      String guardrail, double former, double now, Difference difference, boolean broken) {
    /** For people, in the log, the audit and on the model's card. */
    String words() {
      return String.format(
          Locale.ROOT,
          "%s %.3f %% against %.3f %% of the former model (chance %.2g)",
          guardrail,
          100 * now,
          100 * former,
          difference.probability());
    }
  }

  Guardrails(GuardrailConfig config) {
    this.fewestCustomers = config.fewestCustomers();
    this.fewestAnswers = config.fewestAnswers();
    this.significance = config.significance();
    this.likely = config.likelyDifference();
  }

  List<Finding> judge(Side former, Side now) {
    List<Finding> findings = new ArrayList<>();
    findings.add(lower("click-through", former.clicks(), now.clicks()));
    findings.add(lower("conversion", former.orders(), now.orders()));
    findings.add(
        higher(
            "empty answers",
            former.answers(),
            now.answers(),
            former.answers().empty(),
            now.answers().empty()));
    findings.add(
        higher(
            "failed answers",
            former.answers(),
            now.answers(),
            former.answers().failed(),
            now.answers().failed()));
    return findings;
  }

  private Finding lower(String guardrail, Rate.Sums former, Rate.Sums now) {
    Difference.Side one = Difference.Side.of(former);
    Difference.Side other = Difference.Side.of(now);
    if (former.customers() < fewestCustomers || now.customers() < fewestCustomers) {
      return new Finding(guardrail, one.rate(), other.rate(), null, false);
    }
    Difference difference = Difference.between(one, other, likely);
    boolean broken = difference.value() < 0 && difference.probability() < significance;
    return new Finding(guardrail, one.rate(), other.rate(), difference, broken);
  }

  private Finding higher(
      String guardrail, Answers former, Answers now, long hitsBefore, long hitsNow) {
    Difference.Side one = Difference.Side.of(hitsBefore, former.answers());
    Difference.Side other = Difference.Side.of(hitsNow, now.answers());
    if (former.answers() < fewestAnswers || now.answers() < fewestAnswers) {
      return new Finding(guardrail, one.rate(), other.rate(), null, false);
    }
    Difference difference = Difference.between(one, other, likely);
    boolean broken = difference.value() > 0 && difference.probability() < significance;
    return new Finding(guardrail, one.rate(), other.rate(), difference, broken);
  }
}
