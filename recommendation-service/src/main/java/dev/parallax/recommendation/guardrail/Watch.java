package dev.parallax.recommendation.guardrail;

import dev.parallax.recommendation.offer.Variant;
import dev.parallax.recommendation.statistics.Buckets;
import java.time.Duration;
import java.time.Instant;

/**
 * A model (or ranker) that is watched, with those before it that were promoted after the former and
 * not judged yet: a shop that trains each day would otherwise begin each day without knowing
 * anything, and hold each model against the one of yesterday, so that what does a little worse each
 * time is never found.
 *
 * @param what which of both kinds
 * @param model the new one
 * @param former serves the customers who are held back; of a ranker it may be none
 * @param startedAt when the model was promoted
 * @param experiment what lists of the watch call their experiment; the same for all models of it
 * @param since when the first of them was promoted
 */
public record Watch(
    Watched what,
    String model,
    String former,
    Instant startedAt,
    Instant endsAt,
    String experiment,
    Instant since) {
  public static final String NEW = "new";
  public static final String FORMER = "former";

  /** However old the watch is, a model has at least so long to show what it does. */
  private static final Duration SHORTEST = Duration.ofDays(1);

  /** Over the first model after the former; it has a name of its own if it is promoted again. */
  static Watch first(
      Watched what, String model, String former, Instant promotedAt, Duration length) {
    return new Watch(
        what,
        model,
        former,
        promotedAt,
        promotedAt.plus(length),
        "promotion:" + model + "@" + promotedAt.getEpochSecond(),
        promotedAt);
  }

  /** The former again in place of the model, which is not watched. */
  Watch back(Instant promotedAt) {
    return first(what, former, model, promotedAt, Duration.ZERO);
  }

  /** Whether a model promoted then is still watched against the same former. */
  boolean goesOnWith(String another, Instant promotedAt, Duration length) {
    return !another.equals(former) && promotedAt.isBefore(since.plus(length));
  }

  Watch with(String another, Instant promotedAt, Duration length) {
    Instant end = since.plus(length);
    Instant shortest = promotedAt.plus(length.compareTo(SHORTEST) < 0 ? length : SHORTEST);
    return new Watch(
        what,
        another,
        former,
        promotedAt,
        end.isAfter(shortest) ? end : shortest,
        experiment,
        since);
  }

  /** Whether a model serves the customers who are held back. */
  boolean hasFormer() {
    return what.none().filter(former::equals).isEmpty();
  }

  /** How lists of an arm are made. */
  public Variant variant(String arm) {
    return what.vary(Variant.USUAL, arm.equals(FORMER) ? former : model);
  }

  /** Which of the two models a customer gets; the same each time. */
  public String arm(String cid, double heldBack) {
    return Buckets.place(experiment, cid) < heldBack ? FORMER : NEW;
  }
}
