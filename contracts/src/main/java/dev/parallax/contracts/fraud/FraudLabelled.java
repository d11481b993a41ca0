package dev.parallax.contracts.fraud;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.Locale;

/**
 * The truth about a transaction, as far as anyone knows it.
 *
 * @param account key of the topic, as on transactions
 * @param occurredAt when the label was given
 * @param terminal where the transaction was taken, null where that is not known or not to be
 *     counted, since the customer objects to being profiled
 * @param transactedAt when the transaction happened, null where that is not known
 */
public record FraudLabelled(
    String id,
    String transactionId,
    String account,
    boolean fraud,
    Origin origin,
    Instant occurredAt,
    String terminal,
    Instant transactedAt)
    implements ParallaxEvent {

  /** Who says so. */
  public enum Origin {
    CHARGEBACK,
    ANALYST;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public FraudLabelled {
    Required.text("id", id);
    Required.text("transactionId", transactionId);
    Required.text("account", account);
    Required.value("origin", origin);
    Required.value("occurredAt", occurredAt);
  }

  @Override
  public String key() {
    return account;
  }
}
