package dev.parallax.recommendation.behaviour;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.contracts.commerce.Order;
import dev.parallax.contracts.commerce.ProductLine;
import dev.parallax.recommendation.exposure.ListIds;
import dev.parallax.recommendation.exposure.SeenLists;
import dev.parallax.recommendation.history.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What a batch of events says of items, ready to be written; the rest of the events is let go. */
final class BehaviourBatch {
  private static final int LOWEST_RATING = 1;
  private static final int HIGHEST_RATING = 5;

  private final UnaryOperator<String> owners;
  private final TreeMap<String, Purchase> purchases = new TreeMap<>();
  private final List<Refund> refunds = new ArrayList<>();
  private final List<ItemSignal> signals = new ArrayList<>();
  private final List<SeenLists.Seen> seen = new ArrayList<>();
  private int withoutItem;

  /**
   * @param occurredAt of the latest event that told of it
   */
  record Purchase(String cid, Instant occurredAt, Order order) {
    Purchase and(Purchase other) {
      return new Purchase(
          cid,
          occurredAt.isAfter(other.occurredAt) ? occurredAt : other.occurredAt,
          order.and(other.order));
    }

    /** Pieces by item, in the order of the lines. */
    Map<String, Integer> lines() {
      return pieces(order.lines());
    }

    /** What they cost, in the same order; null where the order does not say. */
    BigDecimal[] amounts() {
      Map<String, BigDecimal> amounts = new LinkedHashMap<>();
      for (ProductLine line : order.lines()) {
        if (line.quantity() > 0 && line.price() != null) {
          amounts.merge(line.itemId(), line.value(), BigDecimal::add);
        }
      }
      return lines().keySet().stream().map(amounts::get).toArray(BigDecimal[]::new);
    }
  }

  record Refund(
      String eventId, String cid, String orderId, Instant occurredAt, Map<String, Integer> lines) {}

  /**
   * @param rating 0 where there is none
   * @param listId the recommendation that the item was found in, null where the event names none
   */
  record ItemSignal(
      String cid, String itemId, Signal signal, int rating, Instant occurredAt, String listId) {}

  private BehaviourBatch(UnaryOperator<String> owners) {
    this.owners = owners;
  }

  /**
   * @param owners whose a pseudonym's rows are by now
   */
  static BehaviourBatch of(Collection<CustomerEvent> events, UnaryOperator<String> owners) {
    BehaviourBatch batch = new BehaviourBatch(owners);
    events.forEach(batch::add);
    return batch;
  }

  private void add(CustomerEvent event) {
    String cid = owners.apply(event.cid());
    Optional<Order> order = Order.of(event);
    if (order.isPresent()) {
      add(event, cid, order.get());
      return;
    }
    if (event.isTrack(CommerceEvents.PRODUCT_LIST_VIEWED)) {
      ListIds.in(event.properties()).ifPresent(list -> seen.add(seen(list, event, cid)));
      return;
    }
    Optional<Signal> signal = Signal.of(event);
    if (signal.isEmpty()) {
      return;
    }
    Optional<ProductLine> line = ProductLine.single(event.properties());
    if (line.isEmpty()) {
      withoutItem++;
      return;
    }
    int rating = signal.get() == Signal.REVIEWED ? rating(event) : 0;
    signals.add(
        new ItemSignal(
            cid,
            line.get().itemId(),
            signal.get(),
            rating,
            happenedAt(event),
            ListIds.in(event.properties()).orElse(null)));
  }

  /** A page that does not say which items it showed showed them all. */
  private static SeenLists.Seen seen(String list, CustomerEvent event, String cid) {
    List<String> items =
        ProductLine.list(event.properties()).stream().map(ProductLine::itemId).distinct().toList();
    return new SeenLists.Seen(list, happenedAt(event), items.isEmpty() ? null : items, cid);
  }

  private void add(CustomerEvent event, String cid, Order order) {
    if (order.refund()) {
      refunds.add(
          new Refund(event.id(), cid, order.orderId(), happenedAt(event), pieces(order.lines())));
    } else {
      purchases.merge(
          cid + " " + order.orderId(), new Purchase(cid, happenedAt(event), order), Purchase::and);
    }
  }

  /** Nobody buys in the future: a sender's clock that is ahead would make its items popular. */
  private static Instant happenedAt(CustomerEvent event) {
    return event.occurredAt().isAfter(event.receivedAt()) ? event.receivedAt() : event.occurredAt();
  }

  /** Lines of the same item are one; a line without a piece says nothing. */
  private static Map<String, Integer> pieces(List<ProductLine> lines) {
    Map<String, Integer> pieces = new LinkedHashMap<>();
    for (ProductLine line : lines) {
      if (line.quantity() > 0) {
        int quantity = Math.clamp(line.quantity(), 1, Integer.MAX_VALUE);
        pieces.merge(
            line.itemId(), quantity, (a, b) -> Math.clamp((long) a + b, 1, Integer.MAX_VALUE));
      }
    }
    return pieces;
  }

  private static int rating(CustomerEvent event) {
    double rating = event.properties().path("rating").asDouble(0);
    return rating < LOWEST_RATING ? 0 : (int) Math.min(HIGHEST_RATING, Math.round(rating));
  }

  /** Ordered by customer and order id, each order once. */
  Collection<Purchase> purchases() {
    return purchases.values();
  }

  List<Refund> refunds() {
    return refunds;
  }

  List<ItemSignal> signals() {
    return signals;
  }

  /** Lists that a page says were seen. */
  List<SeenLists.Seen> seen() {
    return seen;
  }

  /** Events that are about an item but name none. */
  int withoutItem() {
    return withoutItem;
  }

  /** Everybody something was said of, ordered. */
  TreeSet<String> cids() {
    TreeSet<String> cids = new TreeSet<>();
    purchases.values().forEach(p -> cids.add(p.cid()));
    refunds.forEach(r -> cids.add(r.cid()));
    signals.forEach(s -> cids.add(s.cid()));
    return cids;
  }
}
