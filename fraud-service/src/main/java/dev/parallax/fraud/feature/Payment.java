package dev.parallax.fraud.feature;

/**
 * A transaction as the features see it.
 *
 * @param account pseudonym of the card or account
 * @param amount in the reference currency; refunds negative
 * @param terminal may be null
 * @param device pseudonym, may be null
 * @param country may be null
 * @param channel may be null
 * @param epochSecond event time
 */
public record Payment(
    String id,
    String account,
    double amount,
    String terminal,
    String device,
    String country,
    String channel,
    long epochSecond) {
  static final int SECONDS_PER_DAY = 86_400;

  /** Days since 1970-01-01 UTC. */
  public int day() {
    return Math.toIntExact(Math.floorDiv(epochSecond, (long) SECONDS_PER_DAY));
  }
}
