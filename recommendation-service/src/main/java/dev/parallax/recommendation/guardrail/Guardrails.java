package dev.parallax.recommendation.guardrail;

import dev.parallax.recommendation.statistics.Difference;
import dev.parallax.recommendation.statistics.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

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
    findings.add(higher("empty answers", former.answers(), now.answers(), Answers::empty));
    findings.add(higher("failed answers", former.answers(), now.answers(), Answers::failed));
    return findings;
  }

  private Finding lower(String guardrail, Rate.Sums former, Rate.Sums now) {
    return finding(
        guardrail,
        Math.min(former.customers(), now.customers()) >= fewestCustomers,
        Difference.Side.of(former),
        Difference.Side.of(now),
        -1);
  }

  private Finding higher(
      String guardrail, Answers former, Answers now, ToLongFunction<Answers> hits) {
    return finding(
        guardrail,
        Math.min(former.answers(), now.answers()) >= fewestAnswers,
        Difference.Side.of(hits.applyAsLong(former), former.answers()),
        Difference.Side.of(hits.applyAsLong(now), now.answers()),
        1);
  }

  /**
   * @param worse the sign of a difference that is none for the better
   */
  private Finding finding(
      String guardrail, boolean known, Difference.Side former, Difference.Side now, int worse) {
    Difference difference = known ? Difference.between(former, now, likely) : null;
    boolean broken =
        known && difference.value() * worse > 0 && difference.probability() < significance;
    return new Finding(guardrail, former.rate(), now.rate(), difference, broken);
  }
}
