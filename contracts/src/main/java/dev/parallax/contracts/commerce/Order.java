package dev.parallax.contracts.commerce;

import dev.parallax.contracts.behaviour.CustomerEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order or a refund, read from an Order Completed or Order Refunded event.
 *
 * @param orderId {@code order_id}; the event's id where that is missing
 * @param refund whether it gives money back
 * @param total positive for both; {@code total}, else {@code revenue}, else the sum of the lines
 * @param currency ISO 4217, null where the event does not say
 */
public record Order(
    String orderId,
    String cid,
    boolean refund,
    BigDecimal total,
    String currency,
    List<ProductLine> lines,
    Instant occurredAt) {

  /** The order an event tells of, empty for any other event. */
  public static Optional<Order> of(CustomerEvent event) {
    boolean refund = event.isTrack(CommerceEvents.ORDER_REFUNDED);
    if (!refund && !event.isTrack(CommerceEvents.ORDER_COMPLETED)) {
      return Optional.empty();
    }
    List<ProductLine> lines = ProductLine.list(event.properties());
    BigDecimal total = ProductLine.decimal(event.properties(), "total");
    if (total == null) {
      total = ProductLine.decimal(event.properties(), "revenue");
    }
    if (total == null) {
      total = lines.stream().map(ProductLine::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
    String orderId = ProductLine.text(event.properties(), "order_id");
    return Optional.of(
        new Order(
            orderId == null ? event.id() : orderId,
            event.cid(),
            refund,
            total.abs(),
            ProductLine.text(event.properties(), "currency"),
            lines,
            event.occurredAt()));
  }
}
