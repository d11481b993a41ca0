package dev.parallax.fraud.verdict;

import dev.parallax.contracts.Reason;
import dev.parallax.contracts.Required;
import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.fraud.Outcome;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.fraud.feature.Feature;
import dev.parallax.fraud.feature.Fingerprint;
import dev.parallax.fraud.rule.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Decides on a transaction by the model's probability, and stricter where a rule says so. */
public final class Decider {
  private final Thresholds thresholds;
  private final double assumedRate;
  private final Consumer<Rule> failed;

  /**
   * @param assumedRate the probability stated while there is no model: the share of fraud one
   *     expects
   * @param failed hears of rules that could not be evaluated
   */
  public Decider(Thresholds thresholds, double assumedRate, Consumer<Rule> failed) {
    this.thresholds = thresholds;
    this.assumedRate = Required.probability("assumedRate", assumedRate);
    this.failed = failed;
  }

  /**
   * The id of the decision follows from the transaction's and its account, so that a repeat is
   * recognised and another account's is not taken for one.
   *
   * @param profiled whether the customer may be; where not, the numbers are not kept, and so nobody
   *     learns from them
   */
  public FraudDecided decide(
      TransactionRecorded transaction,
      double[] vector,
      boolean profiled,
      Scoring scoring,
      Instant now) {
    double probability =
        scoring.model() == null ? assumedRate : scoring.model().probability(vector);
    Outcome outcome = scoring.model() == null ? Outcome.APPROVE : thresholds.outcome(probability);
    List<Rule> fired = scoring.rules().fired(transaction, vector, failed);
    List<String> names = new ArrayList<>(fired.size());
    for (Rule rule : fired) {
      names.add(rule.name());
      outcome = rule.outcome().compareTo(outcome) > 0 ? rule.outcome() : outcome;
    }
    return new FraudDecided(
        "d-" + transaction.id() + "-" + Long.toHexString(Fingerprint.of(transaction.account())),
        transaction.id(),
        transaction.cid(),
        transaction.account(),
        transaction.amount(),
        transaction.currency(),
        outcome,
        probability,
        reasons(transaction, vector, scoring, fired),
        names,
        scoring.modelVersion(),
        false,
        transaction.occurredAt(),
        now,
        profiled ? features(vector) : Map.of(),
        transaction);
  }

  private static List<Reason> reasons(
      TransactionRecorded transaction, double[] vector, Scoring scoring, List<Rule> fired) {
    List<Reason> reasons = new ArrayList<>();
    for (Rule rule : fired) {
      reasons.add(Reasons.ofRule(rule));
    }
    if (scoring.model() == null) {
      reasons.add(Reasons.noModel());
    } else {
      reasons.addAll(Reasons.ofModel(transaction, vector, scoring.model().contributions(vector)));
    }
    return reasons;
  }

  private static Map<String, Double> features(double[] vector) {
    Map<String, Double> features = new LinkedHashMap<>();
    for (int i = 0; i < vector.length; i++) {
      features.put(Feature.at(i).wireName(), vector[i]);
    }
    return features;
  }
}
