package dev.parallax.bench.recommendations;

import dev.parallax.bench.load.Requests;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A shop with many customers and items, each customer with a taste: eight of ten events are of the
 * items of one of fifty tastes, of those the first ones most. Seven of ten events are views, one is
 * an addition to a basket, two are orders of one to three items.
 */
final class BigShop {
  private static final int TASTES = 50;
  private static final int PER_BATCH = 100;
  private static final long SECONDS_BACK = 90L * 86_400;
  private static final long SEED = 17;

  private final int customers;
  private final int items;
  private final String authorization;
  private final Clock clock;
  private final Random random = new Random(SEED);
  private long events;
  private long orders;

  BigShop(int customers, int items, String writeKey, Clock clock) {
    this.customers = customers;
    this.items = items;
    this.clock = clock;
    this.authorization = Requests.basic(writeKey);
  }

  static int perBatch() {
    return PER_BATCH;
  }

  /** Those that were sent so far. */
  long orders() {
    return orders;
  }

  /** What is for sale, in pieces that one request takes. */
  List<List<Map<String, Object>>> catalog(int piece) {
    List<List<Map<String, Object>>> pieces = new ArrayList<>();
    for (int from = 0; from < items; from += piece) {
      List<Map<String, Object>> some = new ArrayList<>();
      for (int item = from; item < Math.min(items, from + piece); item++) {
        some.add(
            Map.of(
                "itemId", id(item),
                "name", "Thing " + item,
                "category", "Taste " + item * (long) TASTES / items,
                "price", 1 + item % 90,
                "currency", "EUR"));
      }
      pieces.add(some);
    }
    return pieces;
  }

  /** A request with events of the last three months. */
  ByteBuffer past() {
    return batch(SECONDS_BACK);
  }

  /** The same of this moment. */
  ByteBuffer present() {
    return batch(1);
  }

  String customer() {
    return "c-" + random.nextInt(customers);
  }

  private static String id(int item) {
    return "B" + item;
  }

  private ByteBuffer batch(long secondsBack) {
    StringBuilder body = new StringBuilder(PER_BATCH * 260).append("{\"batch\":[");
    for (int i = 0; i < PER_BATCH; i++) {
      body.append(i == 0 ? "" : ",");
      event(body, (long) (random.nextDouble() * secondsBack));
    }
    body.append("]}");
    return ByteBuffer.wrap(Requests.post("/v1/batch", authorization, body.toString()));
  }

  private void event(StringBuilder body, long secondsAgo) {
    int customer = random.nextInt(customers);
    double kind = random.nextDouble();
    String name = kind < 0.7 ? "Product Viewed" : kind < 0.8 ? "Product Added" : "Order Completed";
    body.append("{\"type\":\"track\",\"messageId\":\"big-")
        .append(events++)
        .append("\",\"userId\":\"c-")
        .append(customer)
        .append("\",\"event\":\"")
        .append(name)
        .append("\",\"timestamp\":\"")
        .append(clock.instant().minusSeconds(secondsAgo))
        .append("\",\"properties\":{");
    if (kind < 0.8) {
      body.append("\"product_id\":\"").append(id(item(customer))).append("\"}}");
      return;
    }
    body.append("\"order_id\":\"o-").append(orders++).append("\",\"currency\":\"EUR\",");
    body.append("\"products\":[");
    int lines = 1 + random.nextInt(3);
    for (int line = 0; line < lines; line++) {
      body.append(line == 0 ? "" : ",")
          .append("{\"product_id\":\"")
          .append(id(item(customer)))
          .append("\",\"price\":5,\"quantity\":1}");
    }
    body.append("]}}");
  }

  private int item(int customer) {
    if (random.nextDouble() < 0.2) {
      return random.nextInt(items);
    }
    int ofTaste = items / TASTES;
    return customer % TASTES * ofTaste
        + (int) (ofTaste * random.nextDouble() * random.nextDouble());
  }
}
