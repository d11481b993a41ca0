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
import java.util.stream.Stream;

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
    Map<String, List<CustomerEvent>> streams = new TreeMap<>();
    for (CustomerEvent event : countedEvents()) {
      String key =
          customer(event.cid()) + (event.sessionId() == null ? "" : " " + event.sessionId());
      streams.computeIfAbsent(key, k -> new ArrayList<>()).add(event);
    }
    List<Session> sessions = new ArrayList<>();
    streams.forEach((key, events) -> cut(key.indexOf(' ') < 0, events, sessions));
    return sessions;
  }

  private void cut(boolean byPause, List<CustomerEvent> events, List<Session> to) {
    events.sort(Comparator.comparing(CustomerEvent::occurredAt));
    int begin = 0;
    for (int i = 1; i <= events.size(); i++) {
      boolean end =
          i == events.size()
              || (byPause
                  && Duration.between(events.get(i - 1).occurredAt(), events.get(i).occurredAt())
                          .compareTo(Duration.ofMinutes(30))
                      > 0);
      if (end) {
        to.add(session(events.subList(begin, i)));
        begin = i;
      }
    }
  }

  private Session session(List<CustomerEvent> events) {
    int depth = 0;
    for (CustomerEvent event : events) {
      if (depth < STEPS.size() && event.name().equals(STEPS.get(depth))) {
        depth++;
      }
    }
    return new Session(
        customer(events.getFirst().cid()),
        events.getFirst().occurredAt(),
        depth,
        events.stream().anyMatch(e -> e.name().equals("Order Completed")));
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
    return countedEvents().stream()
        .filter(
            e -> e.name().equals("Order Completed") && segment(customer(e.cid())).equals(segment))
        .flatMap(
            e -> Stream.of(e.properties().path("products").path(0).path("product_id").asText()))
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
