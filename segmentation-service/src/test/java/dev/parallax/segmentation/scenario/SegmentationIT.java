package dev.parallax.segmentation.scenario;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.segmentation.scenario.Events.Line;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The packaged service, as it is deployed. */
@QuarkusIntegrationTest
@WithRealServers
class SegmentationIT {

  @Test
  void thePackagedServiceIsReadyLearnsAndAnswers() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", RealKafka.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < 30; i++) {
        String cid = Events.cid("packaged-" + i);
        producer.send(Events.profile(cid, true, Events.day(1)));
        for (int order = 0; order < (i % 2 == 0 ? 1 : 9); order++) {
          producer.send(
              Events.order(
                  cid,
                  i + "-" + order,
                  "" + (10 + i),
                  Events.day(10 + 9 * order),
                  new Line("p1", "tea", 1 + i % 3)));
        }
      }
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(() -> Service.get("/v1/segmentation/counts").body("orders", equalTo(150)));
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                Service.train("{\"k\":2,\"features\":[\"frequency\",\"recency\"]}")
                    .statusCode(202));
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                Service.get("/v1/customers/segment?userId=packaged-0")
                    .statusCode(200)
                    .body("segment.name.en", startsWith("Lapsed"))
                    .body("reasons[0].code", startsWith("near-in-")));
    Service.get("/v1/segmentations/current/segments")
        .statusCode(200)
        .body("items.size()", equalTo(2));
  }
}
