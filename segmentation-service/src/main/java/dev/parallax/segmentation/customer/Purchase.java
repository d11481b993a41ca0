package dev.parallax.segmentation.customer;

import dev.parallax.contracts.commerce.Order;
import dev.parallax.contracts.commerce.Telling;
import dev.parallax.segmentation.feature.NoCurrency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/**
 * Money from or to a customer.
 *
 * @param id what makes it the same purchase when it is told again: of an order its order id, so
 *     that browser and server may both report it; of a refund its event, since an order may be
 *     refunded in parts
 * @param orderId the order that is paid for or given back
 * @param amount positive for both kinds
 * @param amountFrom the event that told the amount
 * @param currency ISO 4217, that of no currency where the event does not say
 */
record Purchase(
    String cid,
    String id,
    Kind kind,
    Origin origin,
    String orderId,
    Instant occurredAt,
    BigDecimal amount,
    String currency,
    Telling amountFrom,
    List<Line> lines,
    Telling linesFrom) {
  private static final int LARGEST_DIGITS = 15;
  private static final int SCALE = 6;

  enum Kind {
    ORDER,
    REFUND
  }

  /** Where it was told. */
  enum Origin {
    EVENT,
    TRANSACTION
  }

  /**
   * Products of one kind.
   *
   * @param category as the event says, empty where it does not
   */
  record Line(String itemId, String category, long pieces) {
    private static final long MOST_PIECES = 1_000_000_000;

    Line {
      category = category == null ? "" : category;
      pieces = Math.clamp(pieces, 0, MOST_PIECES);
    }
  }

  Purchase {
    if (amount.precision() - amount.scale() > LARGEST_DIGITS) {
      throw new IllegalArgumentException(
          "amount must have at most " + LARGEST_DIGITS + " digits before the decimal point");
    }
    amount = amount.scale() > SCALE ? amount.setScale(SCALE, RoundingMode.HALF_EVEN) : amount;
    currency = currency == null ? NoCurrency.CODE : currency;
    lines = List.copyOf(lines);
  }

  /**
   * @param eventId of the event, for a refund; any for an order
   */
  static Purchase of(Order order, String eventId, String cid) {
    return new Purchase(
        cid,
        order.refund() ? "r:" + eventId : "o:" + order.orderId(),
        order.refund() ? Kind.REFUND : Kind.ORDER,
        Origin.EVENT,
        order.orderId(),
        order.occurredAt(),
        order.total(),
        order.currency(),
        order.totalFrom(),
        order.lines().stream()
            .map(line -> new Line(line.itemId(), line.category(), line.quantity()))
            .toList(),
        order.linesFrom());
  }
}
