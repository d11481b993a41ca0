package dev.parallax.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.http.SuiteException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Customers who are known, segmented and recommended to withdraw their consent; measured is when
 * each service has obeyed, as seen from outside. Then they agree again.
 */
@Order(15)
class ConsentIT {
  private static final int CUSTOMERS = 20;
  private static final Duration PROMISED = Duration.ofSeconds(2);
  private static final Duration GIVEN_UP = Duration.ofSeconds(30);
  private static final String WITHDRAWN =
      "{\"analytics\":false,\"personalization\":false,\"fraud-prevention\":false}";

  private final ToldShop shop = ToldShop.shared();
  private final SuiteClient client = shop.suite().client();
  private final String prefix = "leaver-" + System.nanoTime() + "-";
  private final Map<String, List<Long>> millis = new TreeMap<>();
  private String token;

  @Test
  void aWithdrawalTakesEffectInEveryServiceWithinTwoSecondsAndAgreeingAgainBringsAllBack()
      throws IOException {
    token = shop.suite().token("privacy-officer");
    long before = customers();
    for (int i = 0; i < CUSTOMERS; i++) {
      buy(user(i));
    }
    for (int i = 0; i < CUSTOMERS; i++) {
      awaitServed(user(i));
    }
    Awaitility.await("experience to know them")
        .atMost(GIVEN_UP)
        .until(() -> customers() == before + CUSTOMERS);

    for (int i = 0; i < CUSTOMERS; i++) {
      withdraw(i, before + CUSTOMERS - i - 1);
    }

    millis.forEach(
        (effect, times) -> {
          Collections.sort(times);
          System.out.printf(
              "withdrawal to %-32s min %4d  median %4d  p90 %4d  max %4d ms%n",
              effect,
              times.getFirst(),
              times.get(times.size() / 2),
              times.get(times.size() * 9 / 10),
              times.getLast());
        });
    assertThat(millis).hasSize(5);
    millis.forEach(
        (effect, times) ->
            assertThat(times)
                .as(effect)
                .hasSize(CUSTOMERS)
                .allMatch(time -> time < PROMISED.toMillis()));
    for (int i = 0; i < CUSTOMERS; i++) {
      put(user(i), WITHDRAWN.replace("false", "true"));
    }
    for (int i = 0; i < CUSTOMERS; i++) {
      awaitServed(user(i));
    }
    assertThat(customers()).isEqualTo(before + CUSTOMERS);
  }

  private void withdraw(int i, long customersAfter) throws IOException {
    String user = user(i);
    JsonNode segment = client.get("/v1/customers/segment?userId=" + user);
    String cid = segment.path("cid").asText();
    assertThat(members(segment.at("/segment/id").asText())).contains(cid);
    try (TopicTail memberships = new TopicTail(shop.suite(), "segment-memberships");
        TopicTail decisions = new TopicTail(shop.suite(), "fraud-decisions");
        ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(isProfiled(user, decisions)).as("judged by the past of the card").isTrue();
      long began = System.nanoTime();
      boolean byCall = i % 2 == 1;
      if (byCall) {
        client.send(
            "/v1/track",
            Map.of(
                "userId",
                user,
                "event",
                "Settings Saved",
                "messageId",
                "w" + user,
                "context",
                Map.of(
                    "consent",
                    Map.of("categoryPreferences", SuiteClient.JSON.readTree(WITHDRAWN)))));
      } else {
        put(user, WITHDRAWN);
      }
      Map<String, Future<Long>> effects = new TreeMap<>();
      effects.put(
          "a recommendation for anybody",
          watchers.submit(() -> after(began, () -> !isPersonal(user))));
      effects.put(
          "no answer on the segment",
          watchers.submit(() -> after(began, () -> "no-analytics-consent".equals(segment(user)))));
      effects.put(
          "the end of the membership",
          watchers.submit(
              () ->
                  after(
                      began,
                      () -> memberships.has(r -> cid.equals(r.key()) && r.value() == null))));
      effects.put(
          "no place in experience's numbers",
          watchers.submit(() -> after(began, () -> customers() == customersAfter)));
      effects.put(
          "a payment judged by itself",
          watchers.submit(() -> after(began, () -> !isProfiled(user, decisions))));
      for (Map.Entry<String, Future<Long>> effect : effects.entrySet()) {
        millis
            .computeIfAbsent(effect.getKey(), e -> new ArrayList<>())
            .add(effect.getValue().get());
      }
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    assertThat(members(segment.at("/segment/id").asText())).doesNotContain(cid);
    JsonNode state = client.get("/v1/customers/" + user + "/consent");
    assertThat(state.at("/purposes/analytics/reason").asText()).isEqualTo("refused");
    assertThat(state.at("/purposes/analytics/origin").asText())
        .isEqualTo(i % 2 == 1 ? "segment-call" : "staff");
    assertThat(state.at("/history/items")).hasSize(5);
  }

  private static long after(long beganNanos, Callable<Boolean> reached) throws Exception {
    while (!reached.call()) {
      if (System.nanoTime() - beganNanos > GIVEN_UP.toNanos()) {
        return GIVEN_UP.toMillis();
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - beganNanos).toMillis();
  }

  private String user(int i) {
    return prefix + i;
  }

  private void buy(String user) throws IOException {
    String item = shop.truth().affinities().getFirst().get(0);
    client.send(
        "/v1/track",
        Map.of(
            "userId",
            user,
            "event",
            "Order Completed",
            "messageId",
            "m" + user,
            "timestamp",
            Instant.now().toString(),
            "context",
            Map.of(
                "consent",
                Map.of("categoryPreferences", Map.of("analytics", true, "personalization", true))),
            "properties",
            Map.of(
                "order_id",
                "o" + user,
                "total",
                1,
                "currency",
                "EUR",
                "products",
                List.of(Map.of("product_id", item, "price", 1, "quantity", 1)))));
  }

  private void awaitServed(String user) {
    Awaitility.await(user + " to be known everywhere")
        .atMost(GIVEN_UP)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> isPersonal(user) && segment(user).isEmpty());
  }

  private boolean isPersonal(String user) throws IOException {
    return client
        .get("/v1/recommendations?surface=console&n=3&userId=" + user)
        .path("personalized")
        .asBoolean();
  }

  /** Why there is none, empty where there is one. */
  private String segment(String user) throws IOException {
    try {
      client.get("/v1/customers/segment?userId=" + user);
      return "";
    } catch (SuiteException e) {
      String type = e.problem().path("type").asText();
      return type.substring(type.lastIndexOf(':') + 1);
    }
  }

  private List<String> members(String segment) throws IOException {
    List<String> members = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = client.get("/v1/segments/" + segment + "/members?limit=500" + cursor);
      page.path("items").forEach(member -> members.add(member.path("cid").asText()));
      cursor = page.hasNonNull("nextCursor") ? "&cursor=" + page.path("nextCursor").asText() : "";
    } while (!cursor.isEmpty());
    return members;
  }

  private long customers() throws IOException {
    return client.get("/v1/overview").path("customers").asLong();
  }

  /** Pays with the customer's card, and looks whether the card's past was used. */
  private boolean isProfiled(String user, TopicTail decisions) throws IOException {
    String id = "t" + System.nanoTime();
    client.post(
        "/v1/decisions",
        Map.of(
            "id",
            id,
            "userId",
            user,
            "account",
            "card of " + user,
            "amount",
            5,
            "currency",
            "EUR",
            "occurredAt",
            Instant.now().toString()));
    List<Boolean> profiled = new ArrayList<>();
    Awaitility.await("the decision on the log")
        .atMost(GIVEN_UP)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () ->
                decisions.has(
                    record -> {
                      if (record.value() == null
                          || !id.equals(TopicTail.json(record).path("transactionId").asText())) {
                        return false;
                      }
                      profiled.add(!TopicTail.json(record).path("features").isEmpty());
                      return true;
                    }));
    return profiled.getFirst();
  }

  private void put(String user, String purposes) throws IOException {
    HttpResponse<String> answer =
        client.exchange(
            "PUT",
            "/v1/customers/" + user + "/consent",
            Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
            BodyPublishers.ofString("{\"purposes\":" + purposes + "}"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
