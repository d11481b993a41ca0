package dev.parallax.fraud.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.contracts.Reason;
import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.fraud.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A decision as callers see it.
 *
 * @param cid null where the customer is not known
 * @param fallback whether it is the configured answer because the real one did not come in time
 * @param features the numbers it rests on; empty in an answer to a repeat
 * @param fallbackAnswer what the caller was answered before this decision was there, null where it
 *     waited for it or nobody asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Decision(
    String id,
    String transactionId,
    String cid,
    String account,
    BigDecimal amount,
    String currency,
    Outcome outcome,
    double probability,
    List<Reason> reasons,
    List<String> rules,
    String modelVersion,
    boolean fallback,
    Instant occurredAt,
    Instant decidedAt,
    Map<String, Double> features,
    FallbackAnswer fallbackAnswer) {

  static Decision of(FraudDecided event) {
    return new Decision(
        event.id(),
        event.transactionId(),
        event.cid(),
        event.account(),
        event.amount(),
        event.currency(),
        event.outcome(),
        event.probability(),
        event.reasons(),
        event.rules(),
        event.modelVersion(),
        event.fallback(),
        event.occurredAt(),
        event.decidedAt(),
        event.features(),
        null);
  }
}
