package dev.parallax.local.shop.card;

import dev.parallax.local.shop.goods.Assortment;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One payment, with the truth about it.
 *
 * @param fraud null for an honest one
 */
public record CardPayment(
    String id, String account, String terminal, int amountMinor, Instant at, FraudKind fraud) {

  public CardPayment {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(terminal, "terminal");
    Objects.requireNonNull(at, "at");
    if (amountMinor <= 0) {
      throw new IllegalArgumentException("amountMinor must be positive, was " + amountMinor);
    }
  }

  public boolean isFraud() {
    return fraud != null;
  }

  /** As {@code /v1/transactions} and {@code /v1/decisions} take it; the truth is not in it. */
  public Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("account", account);
    body.put("amount", BigDecimal.valueOf(amountMinor, 2));
    body.put("currency", Assortment.CURRENCY);
    body.put("occurredAt", at.toString());
    body.put("terminal", terminal);
    body.put("channel", "in-store");
    body.put("kind", "purchase");
    return body;
  }
}
