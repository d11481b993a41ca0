package dev.parallax.contracts.fraud;

import dev.parallax.contracts.PersonalEvent;
import dev.parallax.contracts.Reason;
import dev.parallax.contracts.Required;
import dev.parallax.contracts.transaction.TransactionRecorded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The decision on one transaction.
 *
 * @param account key of the topic, as on transactions
 * @param probability of fraud, in [0, 1]
 * @param rules names of the rules that fired
 * @param fallback whether the configured answer was given because the score did not come in time
 * @param occurredAt when the transaction happened
 * @param features the numbers it rests on, by name and in natural units; empty for a fallback and
 *     for a customer who objects to being profiled, whom nobody learns from
 * @param transaction what was decided on, null in a fallback and in what was written before it was
 *     there
 */
public record FraudDecided(
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
    TransactionRecorded transaction)
    implements PersonalEvent {
  public FraudDecided {
    Required.text("id", id);
    Required.text("transactionId", transactionId);
    Required.text("account", account);
    Required.value("outcome", outcome);
    Required.probability("probability", probability);
    Required.text("modelVersion", modelVersion);
    Required.value("occurredAt", occurredAt);
    Required.value("decidedAt", decidedAt);
    reasons = reasons == null ? List.of() : List.copyOf(reasons);
    rules = rules == null ? List.of() : List.copyOf(rules);
    features = features == null ? Map.of() : Collections.unmodifiableMap(features);
  }

  @Override
  public String key() {
    return account;
  }

  @Override
  public List<String> customers() {
    return cid == null ? List.of() : List.of(cid);
  }

  @Override
  public Instant knownAt() {
    return transaction == null ? decidedAt : transaction.receivedAt();
  }
}
