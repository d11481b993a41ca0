package dev.parallax.experience.order;

import dev.parallax.contracts.commerce.Order;
import dev.parallax.contracts.commerce.ProductLine;
import dev.parallax.contracts.commerce.Telling;
import dev.parallax.experience.session.Place;
import java.util.List;
import java.util.UUID;

/**
 * What is known of an order.
 *
 * @param place where it counts; null for refunds and what was taken in before this was kept
 * @param items one of each line
 * @param linesFrom the event that told of the lines
 */
public record KnownOrder(Place place, List<String> items, Telling linesFrom) {
  /**
   * @param session the sender's, null without
   */
  public static KnownOrder of(Order order, UUID session) {
    return new KnownOrder(
        new Place(order.occurredAt().toEpochMilli(), session),
        order.lines().stream().map(ProductLine::itemId).toList(),
        order.linesFrom());
  }

  /** Of a refund it is enough to know that it was. */
  public static KnownOrder refund(Order order) {
    return new KnownOrder(null, List.of(), Telling.none(order.occurredAt()));
  }

  /** From both; lines as {@link Order#and} has them. */
  public KnownOrder and(KnownOrder other) {
    KnownOrder bought = linesFrom.compareTo(other.linesFrom) >= 0 ? this : other;
    return new KnownOrder(earlier(other.place), bought.items, bought.linesFrom);
  }

  private Place earlier(Place other) {
    if (place == null || other == null) {
      return place == null ? other : place;
    }
    return place.and(other);
  }
}
