package dev.parallax.fraud.verdict;

import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.fraud.feature.Payment;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Brings amounts into one currency, so that a card which pays in two keeps one habit. Daily rates
 * were rejected: a few percent do not matter here, and a decision must not wait for them. A
 * currency without a rate is not decided on: taken one to one, 500,000 dong would be scored as
 * 500,000 euro.
 *
 * @param rates value of one unit in the reference currency, by ISO 4217 code in either case: the
 *     names of environment variables reach us in lower case
 */
public record ReferenceRates(Map<String, Double> rates) {
  public ReferenceRates {
    rates =
        rates.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    rate -> rate.getKey().toUpperCase(Locale.ROOT), Map.Entry::getValue));
    rates.forEach(
        (currency, rate) -> {
          if (!(rate > 0)) {
            throw new IllegalArgumentException("the rate of " + currency + " must be above 0");
          }
        });
  }

  /** Whether amounts in a currency can be compared with others. */
  public boolean knows(String currency) {
    return rates.containsKey(currency);
  }

  /** What is wrong with a currency that is not known, and what to do about it. */
  public static String unknown(String currency) {
    return currency
        + " has no reference rate; set parallax.fraud.serving.reference-rates."
        + currency
        + " and send it again";
  }

  /**
   * The transaction as the features see it.
   *
   * @throws IllegalArgumentException where its currency is not known
   */
  public Payment payment(TransactionRecorded transaction) {
    Double rate = rates.get(transaction.currency());
    if (rate == null) {
      throw new IllegalArgumentException(unknown(transaction.currency()));
    }
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
