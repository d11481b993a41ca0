package dev.parallax.contracts.commerce;

import dev.parallax.contracts.behaviour.CustomerEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order or a refund, read from Order Completed or Order Refunded events.
 *
 * <p>Browser and server may both tell of an order, in either order, and each may know only a part
 * of it. The latest by event time stands, but lines are never replaced by none, nor a total by
 * none: {@link #and}. A refund is known by its event, since an order may be refunded in parts; all
 * of them together never give back more than the order.
 *
 * @param orderId {@code order_id}; the event's id where that is missing
 * @param refund whether it gives money back
 * @param total positive for both; {@code total}, else {@code revenue}, else the sum of the lines;
 *     zero where the event says none of them
 * @param currency ISO 4217, null where the event with the total does not say
 * @param occurredAt of the latest event that told of it
 */
public record Order(
    String orderId,
    String cid,
    boolean refund,
    BigDecimal total,
    String currency,
    Telling totalFrom,
    List<ProductLine> lines,
    Telling linesFrom,
    Instant occurredAt) {

  /** The order an event tells of, empty for any other event. */
  public static Optional<Order> of(CustomerEvent event) {
    boolean refund = event.isTrack(CommerceEvents.ORDER_REFUNDED);
    if (!refund && !event.isTrack(CommerceEvents.ORDER_COMPLETED)) {
      return Optional.empty();
    }
    List<ProductLine> lines = ProductLine.list(event.properties());
    Optional<BigDecimal> total = total(event, lines);
    String orderId = ProductLine.text(event.properties(), "order_id");
    Telling told = new Telling(event.occurredAt(), event.id());
    Telling silent = Telling.none(event.occurredAt());
    return Optional.of(
        new Order(
            orderId == null ? event.id() : orderId,
            event.cid(),
            refund,
            total.orElse(BigDecimal.ZERO).abs(),
            ProductLine.text(event.properties(), "currency"),
            total.isPresent() ? told : silent,
            lines,
            lines.isEmpty() ? silent : told,
            event.occurredAt()));
  }

  /** What is known of the order from both; in whichever order they come. */
  public Order and(Order other) {
    Order paid = totalFrom.compareTo(other.totalFrom) >= 0 ? this : other;
    Order bought = linesFrom.compareTo(other.linesFrom) >= 0 ? this : other;
    return new Order(
        orderId,
        cid,
        refund,
        paid.total,
        paid.currency,
        paid.totalFrom,
        bought.lines,
        bought.linesFrom,
        occurredAt.isAfter(other.occurredAt) ? occurredAt : other.occurredAt);
  }

  private static Optional<BigDecimal> total(CustomerEvent event, List<ProductLine> lines) {
    return Optional.ofNullable(ProductLine.decimal(event.properties(), "total"))
        .or(() -> Optional.ofNullable(ProductLine.decimal(event.properties(), "revenue")))
        .or(
            () ->
                lines.stream()
                    .filter(line -> line.price() != null)
                    .map(ProductLine::value)
                    .reduce(BigDecimal::add));
  }
}
