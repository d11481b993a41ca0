package dev.parallax.experience.behaviour;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.contracts.commerce.Order;
import dev.parallax.contracts.commerce.ProductLine;
import dev.parallax.experience.interest.Interest;
import dev.parallax.experience.interest.Interests;
import dev.parallax.experience.need.Subject;
import dev.parallax.experience.score.Voice;
import dev.parallax.experience.session.Step;
import dev.parallax.experience.session.Visit;
import dev.parallax.experience.visit.VisitPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the events of a batch come to, by customer. */
final class Deeds {
  /** What people do; identify, group and alias calls are made by machines. */
  private static final Set<String> PRESENCE = Set.of("page", "screen", "track");

  /** An order or refund of a customer. */
  record OrderKey(long customer, String orderId, boolean refund) {}

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
  private final Map<OrderKey, Order> orders = new LinkedHashMap<>();

  void add(long customer, CustomerEvent event) {
    count(customer, new Activity(1, 0, 0));
    Order.of(event)
        .ifPresent(
            order ->
                orders.putIfAbsent(new OrderKey(customer, order.orderId(), order.refund()), order));
    if (PRESENCE.contains(event.type()) && !event.isTrack(CommerceEvents.ORDER_REFUNDED)) {
      visitParts.add(
          new VisitPart(
              customer,
              VisitPart.session(event.sessionId()),
              Visit.of(event.occurredAt().toEpochMilli(), Step.of(event).orElse(null))));
    }
    Attention.of(event, (subject, interest) -> interests.add(customer, subject, interest));
    if (event.isTrack(CommerceEvents.PRODUCT_REVIEWED)) {
      double stars = event.properties().path("rating").asDouble();
      if (stars >= 1 && stars <= 5) {
        voices.merge(customer, Voice.rating(stars), Voice::and);
      }
    }
  }

  /** Orders and refunds of the batch, once each. */
  Set<OrderKey> orders() {
    return orders.keySet();
  }

  /** Counts an order that was not known before. */
  void countOrder(OrderKey key) {
    if (key.refund()) {
      count(key.customer(), new Activity(0, 0, 1));
      return;
    }
    count(key.customer(), new Activity(0, 1, 0));
    for (ProductLine line : orders.get(key).lines()) {
      interests.add(key.customer(), Subject.item(line.itemId(), line.category()), Interest.BOUGHT);
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
