package dev.parallax.recommendation.guardrail;

import dev.parallax.recommendation.statistics.Difference;
import dev.parallax.recommendation.statistics.Rate;
import java.util.List;
import java.util.function.ToLongFunction;

/** Judges what is known of something that is tried out, and of what it is compared with. */
final class Guardrails {
  private final int fewestCustomers;
  private final int fewestAnswers;
  private final double significance;
  private final double likely;

  /** Answers of one side, of everybody who asked. */
  record Answers(long answers, long empty, long failed) {
    static final Answers NONE = new Answers(0, 0, 0);
  }

  /**
   * What is known of one side.
   *
   * @param clicks of items shown, by customer, like {@code orders}
   */
  record Side(Rate.Sums clicks, Rate.Sums orders, Answers answers) {}

  /**
   * @param compared how many are compared with one: the more there are, the sooner one of them
   *     looks worse by chance, so that each gets its part of the significance (Bonferroni)
   */
  Guardrails(GuardrailConfig config, int compared) {
    this.fewestCustomers = config.fewestCustomers();
    this.fewestAnswers = config.fewestAnswers();
    this.significance = config.significance() / compared;
    this.likely = config.likelyDifference();
  }

  List<Finding> judge(Side former, Side now) {
    return List.of(
        lower(Guardrail.CLICK_THROUGH, former.clicks(), now.clicks()),
        lower(Guardrail.CONVERSION, former.orders(), now.orders()),
        higher(Guardrail.EMPTY_ANSWERS, former.answers(), now.answers(), Answers::empty),
        higher(Guardrail.FAILED_ANSWERS, former.answers(), now.answers(), Answers::failed));
  }

  /**
   * @param won lists that one of two arms won, hit where the second did
   */
  Finding preference(Rate.Sums won) {
    Difference.Side second = Difference.Side.of(won);
    Finding againstHalf =
        finding(
            Guardrail.PREFERENCE,
            won.customers() >= fewestCustomers,
            new Difference.Side(0.5, 0),
            second,
            -1);
    return new Finding(
        Guardrail.PREFERENCE,
        1 - second.rate(),
        second.rate(),
        againstHalf.difference(),
        againstHalf.broken());
  }

  private Finding lower(Guardrail guardrail, Rate.Sums former, Rate.Sums now) {
    return finding(
        guardrail,
        Math.min(former.customers(), now.customers()) >= fewestCustomers,
        Difference.Side.of(former),
        Difference.Side.of(now),
        -1);
  }

  private Finding higher(
      Guardrail guardrail, Answers former, Answers now, ToLongFunction<Answers> hits) {
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
      Guardrail guardrail, boolean known, Difference.Side former, Difference.Side now, int worse) {
    Difference difference = known ? Difference.between(former, now, likely) : null;
    boolean broken =
        known && difference.value() * worse > 0 && difference.probability() < significance;
    return new Finding(guardrail, former.rate(), now.rate(), difference, broken);
  }
}
