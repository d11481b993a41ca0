package dev.parallax.fraud.verdict;

import dev.parallax.contracts.Required;
import dev.parallax.contracts.fraud.Outcome;

/**
 * From which probability of fraud on a transaction is looked at by a person, and refused.
 *
 * @param review in [0, 1]
 * @param decline in [0, 1], not below {@code review}
 */
public record Thresholds(double review, double decline) {
  public Thresholds {
    Required.probability("review", review);
    Required.probability("decline", decline);
    if (decline < review) {
      throw new IllegalArgumentException("decline must not be below review");
    }
  }

  Outcome outcome(double probability) {
    if (probability >= decline) {
      return Outcome.DECLINE;
    }
    return probability >= review ? Outcome.REVIEW : Outcome.APPROVE;
  }
}
