package dev.parallax.recommendation.attribution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.recommendation.TestShop;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Lists, clicks, orders and refunds of a customer and of a visitor who turns out to be them, and
 * what is owed to which list by joining each with each. Times are few and close, so that ties,
 * edges of the window and what lies outside it are frequent.
 */
final class World {
  static final Duration WINDOW = Duration.ofDays(7);

  /** An item in a list that something is owed to. */
  record Owed(
      String list, int position, String item, int kind, String order, long quantity, String revenue)
      implements Comparable<Owed> {
    private static final Comparator<Owed> ORDER =
        Comparator.comparing(Owed::list)
            .thenComparing(Owed::position)
            .thenComparing(Owed::kind)
            .thenComparing(Owed::order);

    @Override
    public int compareTo(Owed other) {
      return ORDER.compare(this, other);
    }
  }

  private record Line(int quantity, int cents) {}

  private record Told(Instant at, String event, Map<String, Line> lines) {}

  private final Random random;
  private final String customer;
  private final String visitor;
  private final Instant start;
  private final List<RecommendationExposed> lists = new ArrayList<>();
  private final List<CustomerEvent> events = new ArrayList<>();

  World(long seed, Instant now) {
    this.random = new Random(seed);
    this.customer = TestShop.cid("world-" + seed);
    this.visitor = TestShop.PSEUDONYMS.anonymous("world-" + seed);
    this.start = now.minus(Duration.ofDays(30));
    for (int i = 0; i < 12; i++) {
      lists.add(list());
    }
    for (int i = 0; i < 30; i++) {
      events.add(signal());
    }
    for (int order = 0; order < 8; order++) {
      order("o-" + seed + "-" + order);
    }
  }

  String customer() {
    return customer;
  }

  String visitor() {
    return visitor;
  }

  List<RecommendationExposed> lists() {
    return shuffled(lists);
  }

  /** In any order, some of them twice. */
  List<CustomerEvent> events() {
    List<CustomerEvent> all = new ArrayList<>(events);
    all.addAll(shuffled(events).subList(0, events.size() / 3));
    return shuffled(all);
  }

  private <T> List<T> shuffled(List<T> some) {
    List<T> copy = new ArrayList<>(some);
    Collections.shuffle(copy, random);
    return copy;
  }

  private String whose() {
    return random.nextBoolean() ? customer : visitor;
  }

  private Instant time() {
    return start.plus(Duration.ofHours(12L * random.nextInt(40)));
  }

  private String item() {
    return "W" + random.nextInt(6);
  }

  private RecommendationExposed list() {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String item = item();
      if (!items.contains(item)) {
        items.add(item);
      }
    }
    List<RecommendationExposed.Item> shown = new ArrayList<>();
    items.forEach(
        item ->
            shown.add(
                new RecommendationExposed.Item(item, shown.size() + 1, "rules", 1, List.of())));
    String id = "recommendation-" + new UUID(random.nextLong(), random.nextLong());
    return new RecommendationExposed(id, whose(), "home", shown, "m-1", time());
  }

  private CustomerEvent signal() {
    String name =
        List.of("Product Viewed", "Product Clicked", "Product Added").get(random.nextInt(3));
    ObjectNode properties = EventJson.mapper().createObjectNode().put("product_id", item());
    if (random.nextInt(3) == 0) {
      properties.put("list_id", lists.get(random.nextInt(lists.size())).id());
    }
    return TestShop.track(name, whose(), properties, time());
  }

  /** Told once or twice, with lines, and perhaps given back in parts. */
  private void order(String id) {
    String cid = whose();
    int times = 1 + random.nextInt(2);
    for (int i = 0; i < times; i++) {
      events.add(TestShop.track("Order Completed", cid, lines(id), time()));
    }
    if (random.nextInt(2) == 0) {
      events.add(TestShop.track("Order Refunded", cid, lines(id), time()));
    }
  }

  private ObjectNode lines(String order) {
    ObjectNode node =
        EventJson.mapper().createObjectNode().put("order_id", order).put("currency", "EUR");
    for (int i = 0; i < 2; i++) {
      node.withArray("products")
          .addObject()
          .put("product_id", item())
          .put("quantity", 1 + random.nextInt(3))
          .put("price", new BigDecimal(100 + random.nextInt(900)).movePointLeft(2));
    }
    return node;
  }

  /** The join of each with each; the visitor is the customer. */
  List<Owed> owed() {
    List<Owed> owed = new ArrayList<>();
    Map<String, Told> orders = new TreeMap<>();
    Map<String, Map<String, Line>> refunds = new TreeMap<>();
    Map<String, Instant> times = new TreeMap<>();
    for (CustomerEvent event : events) {
      String order = event.properties().path("order_id").asText();
      switch (event.name()) {
        case "Order Completed" -> {
          Told told = new Told(event.occurredAt(), event.id(), linesOf(event));
          orders.merge(order, told, World::later);
          times.merge(order, event.occurredAt(), (a, b) -> a.isAfter(b) ? a : b);
        }
        case "Order Refunded" ->
            linesOf(event)
                .forEach(
                    (item, line) ->
                        refunds
                            .computeIfAbsent(order, key -> new TreeMap<>())
                            .merge(item, line, (a, b) -> new Line(a.quantity + b.quantity, 0)));
        default -> {
          String item = event.properties().path("product_id").asText();
          String named = event.properties().path("list_id").asText(null);
          int kind = event.name().equals("Product Added") ? 2 : 1;
          list(item, event.occurredAt(), named)
              .ifPresent(x -> owed.add(new Owed(x.id(), place(x, item), item, kind, "", 0, "")));
        }
      }
    }
    orders.forEach(
        (order, told) ->
            told.lines()
                .forEach(
                    (item, line) -> {
                      int back =
                          refunds
                              .getOrDefault(order, Map.of())
                              .getOrDefault(item, new Line(0, 0))
                              .quantity();
                      int kept = line.quantity() - Math.min(back, line.quantity());
                      if (kept > 0) {
                        list(item, times.get(order), null)
                            .ifPresent(x -> owed.add(sale(x, item, order, line, kept)));
                      }
                    }));
    Collections.sort(owed);
    return owed;
  }

  private static Owed sale(
      RecommendationExposed x, String item, String order, Line line, int kept) {
    BigDecimal revenue =
        new BigDecimal(line.cents())
            .movePointLeft(2)
            .multiply(BigDecimal.valueOf(kept))
            .divide(BigDecimal.valueOf(line.quantity()), 4, RoundingMode.HALF_UP);
    return new Owed(x.id(), place(x, item), item, 3, order, kept, revenue.toPlainString());
  }

  private static Told later(Told one, Told other) {
    Comparator<Told> latest = Comparator.comparing(Told::at).thenComparing(Told::event);
    return latest.compare(one, other) >= 0 ? one : other;
  }

  private Optional<RecommendationExposed> list(String item, Instant at, String named) {
    List<RecommendationExposed> eligible =
        lists.stream()
            .filter(x -> x.items().stream().anyMatch(i -> i.itemId().equals(item)))
            .filter(x -> !x.occurredAt().isAfter(at))
            .filter(x -> x.occurredAt().isAfter(at.minus(WINDOW)))
            .toList();
    return eligible.stream()
        .filter(x -> x.id().equals(named))
        .findFirst()
        .or(
            () ->
                eligible.stream()
                    .max(
                        Comparator.comparing(RecommendationExposed::occurredAt)
                            .thenComparing(RecommendationExposed::id)));
  }

  private static int place(RecommendationExposed list, String item) {
    return list.items().stream()
        .filter(i -> i.itemId().equals(item))
        .findFirst()
        .orElseThrow()
        .rank();
  }

  private static Map<String, Line> linesOf(CustomerEvent event) {
    Map<String, Line> lines = new TreeMap<>();
    event
        .properties()
        .path("products")
        .forEach(
            p -> {
              int quantity = p.path("quantity").asInt();
              int cents = p.path("price").decimalValue().movePointRight(2).intValueExact();
              lines.merge(
                  p.path("product_id").asText(),
                  new Line(quantity, cents * quantity),
                  (a, b) -> new Line(a.quantity + b.quantity, a.cents + b.cents));
            });
    return lines;
  }
}
