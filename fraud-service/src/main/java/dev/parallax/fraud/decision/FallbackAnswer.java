package dev.parallax.fraud.decision;

import dev.parallax.contracts.Reason;
import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.fraud.Outcome;
import java.time.Instant;
import java.util.List;

/** What a caller was answered because the decision did not come in time. */
record FallbackAnswer(Outcome outcome, List<Reason> reasons, Instant answeredAt) {
  static FallbackAnswer of(FraudDecided answer) {
    return new FallbackAnswer(answer.outcome(), answer.reasons(), answer.decidedAt());
  }
}
