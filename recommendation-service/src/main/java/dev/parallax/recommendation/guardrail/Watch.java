package dev.parallax.recommendation.guardrail;

import dev.parallax.recommendation.statistics.Buckets;
import java.time.Instant;

/**
 * A model that is watched.
 *
 * @param model the new one
 * @param former serves the customers who are held back
 * @param startedAt when the model was promoted
 */
public record Watch(String model, String former, Instant startedAt, Instant endsAt) {
  public static final String NEW = "new";
  public static final String FORMER = "former";

  /** What lists of the watch call their experiment. */
  public String experiment() {
    return "promotion:" + model;
  }

  /** Which of the two models a customer gets; the same each time. */
  public String arm(String cid, double heldBack) {
    return Buckets.place(experiment() + startedAt, cid) < heldBack ? FORMER : NEW;
  }
}
