package dev.parallax.experience.behaviour;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.contracts.commerce.Order;
import dev.parallax.experience.interest.Interest;
import dev.parallax.experience.interest.Interests;
import dev.parallax.experience.need.Subject;
import dev.parallax.experience.order.KnownOrder;
import dev.parallax.experience.order.OrderChange;
import dev.parallax.experience.order.OrderKey;
import dev.parallax.experience.score.Voice;
import dev.parallax.experience.session.Step;
import dev.parallax.experience.session.Visit;
import dev.parallax.experience.visit.VisitPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the events of a batch come to, by customer. */
final class Deeds {
  /** What people do; identify, group and alias calls are made by machines. */
  private static final Set<String> PRESENCE = Set.of("page", "screen", "track");

  /** Channels of events that nobody need have visited a page for. */
  private static final Set<String> WRITTEN_DOWN = Set.of("import", "server");

  /**
   * Counts of one customer.
   *
   * @param events of all kinds
   */
  record Activity(long events, long orders, long refunds) {
    Activity and(Activity other) {
      return new Activity(events + other.events, orders + other.orders, refunds + other.refunds);
    }
  }

  private final List<VisitPart> visitParts = new ArrayList<>();
  private final Interests interests = new Interests();
  private final Map<Long, Voice> voices = new HashMap<>();
  private final Map<Long, Activity> activities = new HashMap<>();
  private final Map<OrderKey, KnownOrder> orders = new HashMap<>();
  private final Map<String, String> categories = new HashMap<>();

  void add(long customer, CustomerEvent event) {
    count(customer, new Activity(1, 0, 0));
    UUID session = VisitPart.session(event.sessionId());
    Order.of(event).ifPresent(order -> add(customer, event.id(), session, order));
    if (PRESENCE.contains(event.type()) && !event.isTrack(CommerceEvents.ORDER_REFUNDED)) {
      visitParts.add(
          new VisitPart(
              customer,
              Visit.of(
                  session,
                  event.occurredAt().toEpochMilli(),
                  Step.of(event).orElse(null),
                  session != null || visited(event))));
    }
    Attention.of(event, (subject, interest) -> interests.add(customer, subject, interest));
    if (event.isTrack(CommerceEvents.PRODUCT_REVIEWED)) {
      double stars = event.properties().path("rating").asDouble();
      if (stars >= 1 && stars <= 5) {
        voices.merge(customer, Voice.rating(stars), Voice::and);
      }
    }
  }

  /** An order may be written down by anyone, and what is imported or the server's own always is. */
  private static boolean visited(CustomerEvent event) {
    return !event.isTrack(CommerceEvents.ORDER_COMPLETED)
        && !WRITTEN_DOWN.contains(event.context().path("channel").asText());
  }

  private void add(long customer, String eventId, UUID session, Order order) {
    if (order.refund()) {
      orders.put(new OrderKey(customer, eventId, true), KnownOrder.refund(order));
      return;
    }
    orders.merge(
        new OrderKey(customer, order.orderId(), false),
        KnownOrder.of(order, session),
        KnownOrder::and);
    order.lines().stream()
        .filter(line -> line.category() != null)
        .forEach(line -> categories.put(line.itemId(), line.category()));
  }

  /** What was told of orders and refunds. */
  Map<OrderKey, KnownOrder> orders() {
    return orders;
  }

  /** Counts the orders that were not known before, and what is bought by now. */
  void count(List<OrderChange> changes) {
    for (OrderChange change : changes) {
      OrderKey key = change.key();
      if (change.before().isEmpty()) {
        count(key.customer(), key.refund() ? new Activity(0, 0, 1) : new Activity(0, 1, 0));
      }
      change
          .bought()
          .forEach(
              (item, lines) ->
                  interests.add(
                      key.customer(),
                      Subject.item(item, categories.get(item)),
                      Interest.bought(lines)));
    }
  }

  List<VisitPart> visitParts() {
    return visitParts;
  }

  Interests interests() {
    return interests;
  }

  Map<Long, Voice> voices() {
    return voices;
  }

  Map<Long, Activity> activities() {
    return activities;
  }

  private void count(long customer, Activity activity) {
    activities.merge(customer, activity, Activity::and);
  }
}
