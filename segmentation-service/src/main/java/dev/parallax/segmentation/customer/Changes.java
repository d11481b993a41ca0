package dev.parallax.segmentation.customer;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.contracts.commerce.Order;
import dev.parallax.contracts.commerce.Telling;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.contracts.transaction.TransactionRecorded;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a batch of events says of customers. Plain and commutative: the same events in any order,
 * with any of them told again, make the same changes.
 */
final class Changes {
  /** Money that moves without anything being bought. */
  private static final Set<String> NOT_PURCHASES = Set.of("transfer", "withdrawal");

  private final Set<String> cids = new TreeSet<>();
  private final Map<List<String>, Purchase> purchases = new HashMap<>();
  private final Map<List<String>, Order> orders = new HashMap<>();
  private final Map<List<String>, Rating> ratings = new HashMap<>();

  /** Everyone who was heard of, in order. */
  Collection<String> cids() {
    return cids;
  }

  Collection<Purchase> purchases() {
    List<Purchase> all = new ArrayList<>(purchases.values());
    orders.forEach((key, order) -> all.add(Purchase.of(order, "", key.getFirst())));
    return all;
  }

  Collection<Rating> ratings() {
    return ratings.values();
  }

  /**
   * @param cid who the event is of by now; merges may have moved it
   */
  void add(CustomerEvent event, String cid) {
    cids.add(cid);
    Order.of(event).ifPresent(order -> add(order, event.id(), cid));
    if (event.isTrack(CommerceEvents.PRODUCT_REVIEWED)
        && event.properties().path("rating").isNumber()) {
      rate(cid, event.id(), event.properties().path("rating").decimalValue(), event.occurredAt());
    }
  }

  /** An orderId means that the order's own event tells of it. */
  void add(TransactionRecorded event, String cid) {
    cids.add(cid);
    boolean counts =
        event.orderId() == null
            && event.amount().signum() != 0
            && !NOT_PURCHASES.contains(event.kind());
    if (counts) {
      add(
          new Purchase(
              cid,
              "t:" + event.eventId(),
              event.amount().signum() < 0 ? Purchase.Kind.REFUND : Purchase.Kind.ORDER,
              Purchase.Origin.TRANSACTION,
              event.eventId(),
              event.occurredAt(),
              event.amount().abs(),
              event.currency(),
              new Telling(event.occurredAt(), event.eventId()),
              List.of(),
              Telling.none(event.occurredAt())));
    }
  }

  void add(FeedbackGiven event, String cid) {
    cids.add(cid);
    if (event.kind() == FeedbackGiven.Kind.RATING) {
      rate(cid, event.id(), BigDecimal.valueOf(event.score()), event.occurredAt());
    }
  }

  private void add(Order order, String eventId, String cid) {
    Purchase purchase = Purchase.of(order, eventId, cid);
    if (order.refund()) {
      add(purchase);
    } else {
      orders.merge(List.of(cid, order.orderId()), order, Order::and);
    }
  }

  private void add(Purchase purchase) {
    purchases.put(List.of(purchase.cid(), purchase.id()), purchase);
  }

  private void rate(String cid, String eventId, BigDecimal stars, java.time.Instant at) {
    if (Rating.isValid(stars)) {
      ratings.put(List.of(cid, eventId), new Rating(cid, eventId, stars, at));
    }
  }
}
