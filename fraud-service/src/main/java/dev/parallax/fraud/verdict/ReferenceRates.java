package dev.parallax.fraud.verdict;

import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.fraud.feature.Payment;
import java.util.Map;

/**
 * Brings amounts into one currency, so that a card which pays in two keeps one habit. Daily rates
 * were rejected: a few percent do not matter here, and a decision must not wait for them.
 *
 * @param rates value of one unit in the reference currency; 1 for those not named
 */
public record ReferenceRates(Map<String, Double> rates) {
  public ReferenceRates {
    rates = Map.copyOf(rates);
    rates.forEach(
        (currency, rate) -> {
          if (!(rate > 0)) {
            throw new IllegalArgumentException("the rate of " + currency + " must be above 0");
          }
        });
  }

  /** The transaction as the features see it. */
  public Payment payment(TransactionRecorded transaction) {
    double rate = rates.getOrDefault(transaction.currency(), 1.0);
    return new Payment(
        transaction.id(),
        transaction.account(),
        transaction.amount().doubleValue() * rate,
        transaction.terminal(),
        transaction.device(),
        transaction.country(),
        transaction.channel(),
        transaction.occurredAt().getEpochSecond());
  }
}
