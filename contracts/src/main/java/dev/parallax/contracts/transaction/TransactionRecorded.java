package dev.parallax.contracts.transaction;

import dev.parallax.contracts.PersonalEvent;
import dev.parallax.contracts.Required;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * Money that moved, or is about to.
 *
 * @param id the sender's, by which labels and decisions are asked for
 * @param cid the customer's pseudonym, null where the sender does not know it
 * @param account pseudonym of the card or account ({@code k_…}); the key of the topic
 * @param kind purchase, refund, transfer, withdrawal or another word of the sender's
 * @param amount in {@code currency}; refunds negative
 * @param terminal where it was taken, may be null
 * @param device pseudonym of the device ({@code d_…}), may be null
 * @param country ISO 3166 alpha-2, may be null
 * @param channel in-store, online, …; may be null
 * @param orderId the order this pays for, null for a payment of its own
 */
public record TransactionRecorded(
    String id,
    String cid,
    String account,
    String kind,
    BigDecimal amount,
    String currency,
    String terminal,
    String device,
    String country,
    String channel,
    String orderId,
    Instant occurredAt,
    Instant receivedAt,
    String source)
    implements PersonalEvent {
  public TransactionRecorded {
    Required.text("id", id);
    Required.text("account", account);
    Required.value("amount", amount);
    Required.currency("currency", currency);
    Required.value("occurredAt", occurredAt);
    Required.value("receivedAt", receivedAt);
    kind = kind == null ? "purchase" : kind;
  }

  /** With the account, since two senders may number their transactions alike. */
  @Override
  public String eventId() {
    return account + ":" + id;
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
    return receivedAt;
  }
}
