package dev.parallax.recommendation;

import static dev.parallax.recommendation.Log.header;
import static dev.parallax.recommendation.Log.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing twice, nothing lost, nothing silently. */
@QuarkusTest
@WithRealServers
class IntakeComponentTest {
  @Inject LogProducer log;
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
  }

  @Test
  void repeatsOfTheWholeLogChangeNoCount() {
    PlantedShop planted = Seeded.ensure(shop);
    JsonPath before = Api.counts();
    assertThat(before.getLong("orders"))
        .isGreaterThanOrEqualTo((long) PlantedShop.CUSTOMERS * PlantedShop.ORDERS_EACH);
    assertThat(before.getLong("interactions"))
        .isGreaterThanOrEqualTo(planted.orderLines() + planted.views());
    shop.send(Topics.CUSTOMER_EVENTS, planted.events());
    shop.events(shop.bought(TestShop.cid("marker"), "marker", TestShop.NOON, "I01"));
    // Six partitions: the marker may be in before the last repeat, so the counts must stay.
    await().untilAsserted(() -> assertThat(orders()).isEqualTo(before.getLong("orders") + 1));
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              assertThat(orders()).isEqualTo(before.getLong("orders") + 1);
              assertThat(Api.counts().getLong("interactions"))
                  .isEqualTo(before.getLong("interactions") + 1);
            });
  }

  @Test
  void countsAreWhatWasSentToTheLast() {
    JsonPath before = Api.counts();
    String cid = TestShop.cid("counted");
    CustomerEvent order = shop.bought(cid, "c-1", TestShop.NOON, "I01", "I02", "I02", "POST");
    shop.events(
        order,
        order,
        shop.bought(cid, "c-1", TestShop.NOON, "I01", "I02", "POST"), // The same order, told again.
        shop.bought(cid, "c-2", TestShop.NOON),
        shop.viewed(cid, "I03", TestShop.NOON),
        shop.viewed(cid, "I03", TestShop.NOON),
        track("Product Added", cid, "I03"),
        track("Product Added to Wishlist", cid, "I04"),
        track("Product Reviewed", cid, "I04"),
        track("Products Searched", cid, "I04"),
        shop.refunded(cid, "c-1", TestShop.NOON, "I01"));
    await()
        .untilAsserted(
            () -> {
              JsonPath now = Api.counts();
              assertThat(now.getLong("customers")).isEqualTo(before.getLong("customers") + 1);
              assertThat(now.getLong("orders")).isEqualTo(before.getLong("orders") + 2);
              assertThat(now.getLong("baskets")).isEqualTo(before.getLong("baskets") + 1);
              assertThat(now.getLong("refunds")).isEqualTo(before.getLong("refunds") + 1);
              assertThat(now.getLong("interactions"))
                  .isEqualTo(before.getLong("interactions") + 3 + 5);
            });
  }

  @Test
  void whatCannotBeReadGoesToTheDeadLettersAndTheRestIsIn() {
    long before = orders();
    String cid = TestShop.cid("after-garbage");
    for (String garbage :
        List.of(
            "{\"id\":",
            "[]",
            "{\"id\":\"x\",\"cid\":5,\"type\":[],\"occurredAt\":\"never\"}",
            "{\"id\":\"x\",\"cid\":\"c_1\",\"type\":\"track\",\"source\":\"t\"}")) {
      shop.send(
          new ProducerRecord<>(
              Topics.CUSTOMER_EVENTS, cid, garbage.getBytes(StandardCharsets.UTF_8)));
    }
    shop.send(
        new ProducerRecord<>(
            Topics.CATALOG,
            "bad-item",
            "{\"id\":\"1\",\"itemId\":\"\",\"occurredAt\":\"2026-01-01T00:00:00Z\"}"
                .getBytes(StandardCharsets.UTF_8)));
    shop.events(
        shop.bought(cid, "nul-\u0000", TestShop.NOON, "I01"),
        shop.bought(cid, "fine", TestShop.NOON, "I01"));
    await().untilAsserted(() -> assertThat(orders()).isEqualTo(before + 1));
    List<String> reasons = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              reasons.clear();
              for (ConsumerRecord<String, byte[]> letter :
                  read(Topics.deadLetter(Topics.CUSTOMER_EVENTS))) {
                reasons.add(header(letter, "dlq_reason"));
              }
              assertThat(reasons).hasSizeGreaterThanOrEqualTo(5);
            });
    assertThat(reasons)
        .anyMatch(r -> r.startsWith("not valid JSON"))
        .anyMatch(r -> r.contains("occurredAt"))
        .anyMatch(r -> r.startsWith("cannot be applied"));
    await()
        .untilAsserted(
            () ->
                assertThat(read(Topics.deadLetter(Topics.CATALOG)))
                    .extracting(letter -> header(letter, "dlq_reason"))
                    .contains("itemId must not be empty"));
  }

  @Test
  void oddTimesAndQuantitiesDoNoHarm() {
    JsonPath before = Api.counts();
    String cid = TestShop.cid("odd");
    ObjectNode negative = EventJson.mapper().createObjectNode().put("order_id", "odd-1");
    negative.withArray("products").addObject().put("product_id", "I01").put("quantity", -3);
    negative.withArray("products").addObject().put("product_id", "I02").put("quantity", 0);
    negative.withArray("products").addObject().put("product_id", "I05").put("quantity", 1L << 40);
    negative.withArray("products").addObject().put("name", "without an id");
    Instant future = Instant.parse("2999-01-01T00:00:00Z");
    shop.events(
        TestShop.track("Order Completed", cid, negative, TestShop.NOON),
        new CustomerEvent(
            UUID.randomUUID().toString(),
            cid,
            "track",
            "Product Viewed",
            future,
            TestShop.NOON,
            "test",
            null,
            EventJson.mapper().createObjectNode().put("product_id", "I59"),
            null),
        shop.viewed(cid, "I58", Instant.parse("0001-01-01T00:00:00Z")),
        TestShop.track(
            "Product Viewed", cid, EventJson.mapper().createObjectNode(), TestShop.NOON));
    await()
        .untilAsserted(
            () -> {
              JsonPath now = Api.counts();
              assertThat(now.getLong("orders")).isEqualTo(before.getLong("orders") + 1);
              assertThat(now.getLong("interactions")).isEqualTo(before.getLong("interactions") + 3);
            });
    Api.as("admin")
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(org.hamcrest.Matchers.containsString("parallax_events_without_item_total"));
    // The newest event is what popularity is counted back from: a future one would empty it.
    assertThat(Api.ask("nobody").<String>getList("items.itemId")).hasSize(10);
  }

  @Test
  void withTheDatabaseAwayThereIsAListAndNothingIsLost() {
    shop.consent("patient", true);
    await()
        .untilAsserted(
            () -> assertThat(Api.ask("patient").<String>getList("reasons.code")).isEmpty());
    long before = orders();
    RealPostgres.kill();
    try {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Api.as("admin").get("/v1/recommendation/counts").statusCode() == 503);
      JsonPath answer = Api.ask("patient");
      assertThat(answer.<String>getList("reasons.code")).containsExactly("history-unavailable");
      assertThat(answer.getList("items")).hasSize(10);
      Api.as("admin")
          .get("/v1/recommendation/counts")
          .then()
          .statusCode(503)
          .header("Retry-After", "5")
          .body("type", equalTo("urn:parallax:problem:unavailable"));
      shop.events(shop.bought(TestShop.cid("patient"), "p-1", TestShop.NOON, "I02"));
    } finally {
      RealPostgres.revive();
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              Map<String, Long> counts =
                  Api.as("admin").get("/v1/recommendation/counts").jsonPath().getMap("");
              assertThat(((Number) counts.get("orders")).longValue()).isEqualTo(before + 1);
            });
  }

  private static CustomerEvent track(String name, String cid, String item) {
    return TestShop.track(
        name,
        cid,
        EventJson.mapper().createObjectNode().put("product_id", item).put("rating", 5),
        TestShop.NOON);
  }

  private static long orders() {
    return Api.counts().getLong("orders");
  }
}
