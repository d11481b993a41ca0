package dev.parallax.recommendation;

import static dev.parallax.recommendation.Log.header;
import static dev.parallax.recommendation.Log.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who was shown what goes to the log. */
@QuarkusTest
@WithRealServers
class ExposureComponentTest {
  @Inject LogProducer log;
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
  }

  @Test
  void whatIsShownIsAnnouncedUnlessThereIsNoConsentOrOnlyStaffLooked() {
    shop.consent("exposed", true);
    await()
        .untilAsserted(
            () -> assertThat(Api.ask("exposed").<String>getList("reasons.code")).isEmpty());
    String refused = Api.ask("not-exposed").getString("id");
    String lookedUp =
        Api.as("service")
            .get("/v1/recommendations?userId=exposed&n=3&surface=console")
            .then()
            .statusCode(200)
            .body("items", org.hamcrest.Matchers.hasSize(3))
            .extract()
            .jsonPath()
            .getString("id");
    JsonPath shown =
        Api.as("service")
            .get("/v1/recommendations?userId=exposed&n=3&surface=product")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(read(Topics.RECOMMENDATION_EXPOSURES))
                    .extracting(record -> header(record, "ce_id"))
                    .contains(shown.getString("id")));
    List<ConsumerRecord<String, byte[]>> all = read(Topics.RECOMMENDATION_EXPOSURES);
    assertThat(all).extracting(record -> header(record, "ce_id")).doesNotContain(refused, lookedUp);
    RecommendationExposed exposed =
        all.stream()
            .filter(record -> header(record, "ce_id").equals(shown.getString("id")))
            .map(record -> EventJson.read(record.value(), RecommendationExposed.class))
            .findFirst()
            .orElseThrow();
    assertThat(exposed.cid()).isEqualTo(TestShop.cid("exposed"));
    assertThat(exposed.surface()).isEqualTo("product");
    assertThat(exposed.items())
        .extracting(RecommendationExposed.Item::itemId)
        .isEqualTo(shown.getList("items.itemId"));
    assertThat(exposed.items())
        .extracting(RecommendationExposed.Item::rank)
        .containsExactly(1, 2, 3);
  }
}
