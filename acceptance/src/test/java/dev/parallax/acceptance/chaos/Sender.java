package dev.parallax.acceptance.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parallax.local.http.Credentials;
import dev.parallax.local.http.SuiteClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * A customer's shop: sends batches of events, single calls and payments one after the other, each
 * again with the same ids until it is acknowledged, as SDKs do.
 */
final class Sender implements Callable<Sender.Acknowledged> {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Duration BETWEEN = Duration.ofMillis(40);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int BATCH = 20;
  private static final int ORDER_EVERY = 10;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI ingestion;
  private final String authorization;
  private final String run;
  private final int number;
  private final long endNanos;
  private final Acknowledged acknowledged = new Acknowledged();
  private int sent;

  /** What was acknowledged, in order, and what it took. */
  static final class Acknowledged {
    final List<String> events = new ArrayList<>();
    final List<String> payments = new ArrayList<>();
    final List<Long> micros = new ArrayList<>();
    int orders;
    int refused;
    int broken;
  }

  /**
   * @param run marks the ids of this run
   * @param number of this sender
   * @param endNanos when it begins nothing new any more, {@link System#nanoTime}
   */
  Sender(URI ingestion, Credentials credentials, String run, int number, long endNanos) {
    this.ingestion = ingestion;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((credentials.writeKey() + ":").getBytes(StandardCharsets.UTF_8));
    this.run = run;
    this.number = number;
    this.endNanos = endNanos;
  }

  @Override
  public Acknowledged call() throws IOException, InterruptedException {
    try (http) {
      for (int turn = 0; System.nanoTime() - endNanos < 0; turn++) {
        switch (turn % 4) {
          case 0, 1 -> batch();
          case 2 -> single();
          default -> payment();
        }
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
    }
    return acknowledged;
  }

  private void batch() throws IOException, InterruptedException {
    List<Map<String, Object>> calls = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      calls.add(event("track"));
    }
    deliver("/v1/batch", Map.of("batch", calls));
    calls.forEach(this::taken);
  }

  private void single() throws IOException, InterruptedException {
    Map<String, Object> call = event("track");
    deliver("/v1/track", call);
    taken(call);
  }

  private void payment() throws IOException, InterruptedException {
    String id = id();
    deliver(
        "/v1/transactions",
        Map.of(
            "id",
            id,
            "account",
            "account-" + run + "-" + number,
            "amount",
            10 + sent % 50,
            "currency",
            "EUR",
            "occurredAt",
            Instant.now().toString()));
    acknowledged.payments.add(id);
  }

  private void taken(Map<String, Object> call) {
    acknowledged.events.add((String) call.get("messageId"));
    acknowledged.orders += "Order Completed".equals(call.get("event")) ? 1 : 0;
  }

  private Map<String, Object> event(String type) {
    String id = id();
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("type", type);
    call.put("userId", "customer-" + run + "-" + number);
    call.put("messageId", id);
    call.put("timestamp", Instant.now().toString());
    if (sent % ORDER_EVERY == 0) {
      call.put("event", "Order Completed");
      call.put(
          "properties",
          Map.of(
              "order_id",
              "order-" + id,
              "total",
              12.5,
              "currency",
              "EUR",
              "products",
              List.of(Map.of("product_id", "P1", "name", "Mug", "price", 12.5, "quantity", 1))));
    } else {
      call.put("event", "Product Viewed");
      call.put("properties", Map.of("product_id", "P" + sent % 40, "price", 12.5));
    }
    return call;
  }

  /** Few digits: an id that may be a phone number goes out as its hash. */
  private String id() {
    return "%s-%c-%06d".formatted(run, 'a' + number, ++sent);
  }

  private void deliver(String path, Object body) throws IOException, InterruptedException {
    HttpRequest request = request(path, body);
    long began = System.nanoTime();
    while (true) {
      try {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 == 2) {
          acknowledged.micros.add((System.nanoTime() - began) / 1000);
          return;
        }
        if (answer.statusCode() < 500 && answer.statusCode() != 429) {
          throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        acknowledged.refused++;
      } catch (IOException e) {
        acknowledged.broken++;
      }
      if (System.nanoTime() - began > LONGEST.toNanos()) {
        throw new IOException(
            "not acknowledged within " + LONGEST.toMinutes() + " minutes: " + path);
      }
      LockSupport.parkNanos(RETRY.toNanos());
    }
  }

  private HttpRequest request(String path, Object body) throws JsonProcessingException {
    return HttpRequest.newBuilder(ingestion.resolve(path))
        .timeout(TIMEOUT)
        .header("Authorization", authorization)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(SuiteClient.JSON.writeValueAsBytes(body)))
        .build();
  }
}
