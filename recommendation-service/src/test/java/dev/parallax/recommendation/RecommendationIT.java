package dev.parallax.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The packaged jar: takes in a shop, learns, answers, and follows a purchase within a second. */
@QuarkusIntegrationTest
@WithRealServers
class RecommendationIT {
  @Test
  void learnsAShopAndFollowsAPurchaseWithinASecond() {
    PlantedShop planted = new PlantedShop(new TestShop(null), 11);
    send(Topics.CATALOG, PlantedShop.catalog());
    send(Topics.CUSTOMER_PROFILES, PlantedShop.profiles());
    send(Topics.CUSTOMER_EVENTS, planted.events());
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(Api.counts().getMap(""))
                    .containsEntry("orders", PlantedShop.CUSTOMERS * PlantedShop.ORDERS_EACH)
                    .containsEntry("customers", PlantedShop.CUSTOMERS)
                    .containsEntry("interactions", planted.orderLines() + planted.views())
                    .containsEntry("itemsAvailable", PlantedShop.items()));
    String job =
        Api.as("analyst")
            .contentType("application/json")
            .body("{}")
            .post("/v1/models/train")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Api.job(job).getString("state").equals("succeeded"));
    assertThat(Api.job(job).getBoolean("result.promoted")).isTrue();
    assertThat(Api.basket("I05").getString("items[0].itemId")).isEqualTo("I38");

    String user = PlantedShop.user(3);
    String offered = Api.ask(user).getString("items[0].itemId");
    send(
        Topics.CUSTOMER_EVENTS,
        List.of(new TestShop(null).bought(TestShop.cid(user), "new", TestShop.NOON, offered)));
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              JsonPath answer = Api.ask(user);
              assertThat(answer.<String>getList("items.itemId"))
                  .isNotEmpty()
                  .doesNotContain(offered);
            });
  }

  private static void send(String topic, List<? extends ParallaxEvent> events) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", RealKafka.bootstrapServers(), "linger.ms", "5"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (ParallaxEvent event : events) {
        producer.send(CloudEvents.record(topic, event, "test"));
      }
      producer.flush();
    }
  }
}
