package dev.parallax.experience.world;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.feedback.FeedbackGiven;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What follows from a {@link World}, by the definitions and by sorting first. It shares no code
 * with the service.
 */
public final class Truth {
  private static final List<String> STEPS =
      List.of("Product Viewed", "Product Added", "Checkout Started", "Order Completed");

  private final World world;

  /** A visit as the definition has it. */
  public record Session(String customer, Instant start, int depth, boolean ordered) {}

  public Truth(World world) {
    this.world = world;
  }

  private String customer(String cid) {
    return world.customerOf.get(cid);
  }

  /** Nobody was asked but for those with an answer; analytics is assumed in these tests. */
  public boolean counted(String customer) {
    return world.consentOf.getOrDefault(customer, true);
  }

  public String segment(String customer) {
    return world.segmentOf.getOrDefault(customer, "unsegmented");
  }

  public List<CustomerEvent> countedEvents() {
    return world.events.stream().filter(e -> counted(customer(e.cid()))).toList();
  }

  public List<FeedbackGiven> countedFeedback(Predicate<String> segments) {
    return world.feedback.stream()
        .filter(f -> counted(customer(f.cid())) && segments.test(segment(customer(f.cid()))))
        .toList();
  }

  public List<Session> sessions() {
    Map<String, List<CustomerEvent>> byCustomer = new TreeMap<>();
    for (CustomerEvent event : countedEvents()) {
      byCustomer.computeIfAbsent(customer(event.cid()), k -> new ArrayList<>()).add(event);
    }
    List<Session> sessions = new ArrayList<>();
    byCustomer.values().forEach(events -> visits(events).forEach(v -> sessions.add(session(v))));
    return sessions;
  }

  /** Sessions of pages; the rest cut at pauses and given to the nearest session around it. */
  private static List<List<CustomerEvent>> visits(List<CustomerEvent> events) {
    Map<String, List<CustomerEvent>> sessions = new TreeMap<>();
    List<CustomerEvent> others = new ArrayList<>();
    for (CustomerEvent event : sorted(events)) {
      if (event.sessionId() == null) {
        others.add(event);
      } else {
        sessions.computeIfAbsent(event.sessionId(), s -> new ArrayList<>()).add(event);
      }
    }
    List<List<CustomerEvent>> visits = new ArrayList<>();
    sessions.values().forEach(session -> visits.add(new ArrayList<>(session)));
    for (List<CustomerEvent> part : cut(others)) {
      List<CustomerEvent> around = null;
      long least = Duration.ofMinutes(30).toMillis();
      for (List<CustomerEvent> session : byStart(sessions.values())) {
        long apart = apart(session, part);
        if (apart < least || (apart == least && around == null)) {
          around = session;
          least = apart;
        }
      }
      if (around != null) {
        String id = around.getFirst().sessionId();
        visits.stream()
            .filter(visit -> id.equals(visit.getFirst().sessionId()))
            .forEach(visit -> visit.addAll(part));
      } else if (part.stream().anyMatch(e -> !e.name().equals("Order Completed"))) {
        visits.add(part);
      }
    }
    return visits;
  }

  private static List<List<CustomerEvent>> byStart(
      java.util.Collection<List<CustomerEvent>> sessions) {
    return sessions.stream()
        .sorted(Comparator.comparing(session -> session.getFirst().occurredAt()))
        .toList();
  }

  private static long apart(List<CustomerEvent> a, List<CustomerEvent> b) {
    long ab = Duration.between(a.getLast().occurredAt(), b.getFirst().occurredAt()).toMillis();
    long ba = Duration.between(b.getLast().occurredAt(), a.getFirst().occurredAt()).toMillis();
    return Math.max(0, Math.max(ab, ba));
  }

  private static List<CustomerEvent> sorted(List<CustomerEvent> events) {
    return events.stream().sorted(Comparator.comparing(CustomerEvent::occurredAt)).toList();
  }

  private static List<List<CustomerEvent>> cut(List<CustomerEvent> sorted) {
    List<List<CustomerEvent>> parts = new ArrayList<>();
    Instant last = Instant.MIN;
    for (CustomerEvent event : sorted) {
      if (last.plus(Duration.ofMinutes(30)).isBefore(event.occurredAt())) {
        parts.add(new ArrayList<>());
      }
      parts.getLast().add(event);
      last = event.occurredAt();
    }
    return parts;
  }

  private Session session(List<CustomerEvent> visit) {
    List<CustomerEvent> events = sorted(visit);
    int depth = 0;
    boolean ordered = false;
    for (CustomerEvent event : events) {
      boolean repeat = event.name().equals("Order Completed") && !isWhereItCounts(event);
      ordered |= event.name().equals("Order Completed") && !repeat;
      if (depth < STEPS.size() && event.name().equals(STEPS.get(depth)) && !repeat) {
        depth++;
      }
    }
    return new Session(
        customer(events.getFirst().cid()), events.getFirst().occurredAt(), depth, ordered);
  }

  /** All that was told of the same order, oldest first. */
  private List<CustomerEvent> tellings(CustomerEvent order) {
    return sorted(
        world.events.stream()
            .filter(
                e ->
                    e.name().equals("Order Completed")
                        && customer(e.cid()).equals(customer(order.cid()))
                        && e.properties()
                            .path("order_id")
                            .equals(order.properties().path("order_id")))
            .toList());
  }

  /** The page that says so first, else whoever says so first. */
  private boolean isWhereItCounts(CustomerEvent order) {
    List<CustomerEvent> tellings = tellings(order);
    return tellings.stream()
        .filter(e -> e.sessionId() != null)
        .findFirst()
        .orElse(tellings.getFirst())
        .id()
        .equals(order.id());
  }

  /** One telling of each order, that which names its lines last. */
  public List<CustomerEvent> orders() {
    return world.events.stream()
        .filter(e -> e.name().equals("Order Completed"))
        .filter(
            e ->
                tellings(e).stream()
                    .filter(told -> !told.properties().path("products").isEmpty())
                    .reduce((earlier, later) -> later)
                    .orElseThrow()
                    .id()
                    .equals(e.id()))
        .toList();
  }

  public List<CustomerEvent> countedOrders() {
    return orders().stream().filter(e -> counted(customer(e.cid()))).toList();
  }

  /** Views, searches, searches without result, wishes and complaints by "segment/category". */
  public Map<String, long[]> attention() {
    Map<String, long[]> cells = new HashMap<>();
    for (CustomerEvent e : countedEvents()) {
      String cell = segment(customer(e.cid())) + "/";
      String product = e.properties().path("product_id").asText();
      String query = e.properties().path("query").asText();
      switch (e.name()) {
        case "Product Viewed" -> add(cells, cell + World.category(product), 0);
        case "Product Added to Wishlist" -> add(cells, cell + World.category(product), 3);
        case "Products Searched" -> {
          boolean empty = e.properties().path("results_count").asInt() == 0;
          String category = empty ? "Hammocks" : query.substring("cheap ".length());
          add(cells, cell + category, 1);
          if (empty) {
            add(cells, cell + category, 2);
          }
        }
        default -> {
          // no attention
        }
      }
    }
    countedFeedback(s -> true).stream()
        .filter(f -> f.kind() == FeedbackGiven.Kind.COMPLAINT)
        .forEach(f -> add(cells, segment(customer(f.cid())) + "/Hammocks", 4));
    return cells;
  }

  private static void add(Map<String, long[]> cells, String cell, int kind) {
    cells.computeIfAbsent(cell, c -> new long[5])[kind]++;
  }

  /** Items of order lines, or of recommendations shown, of a segment. */
  public List<String> bought(String segment) {
    return countedOrders().stream()
        .filter(e -> segment(customer(e.cid())).equals(segment))
        .flatMap(e -> e.properties().path("products").findValuesAsText("product_id").stream())
        .map(World::category)
        .toList();
  }

  public List<String> shown(String segment) {
    return world.exposures.stream()
        .filter(e -> counted(customer(e.cid())) && segment(customer(e.cid())).equals(segment))
        .flatMap(e -> e.items().stream())
        .map(item -> World.category(item.itemId()))
        .toList();
  }
}
