package dev.parallax.recommendation.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.TestShop;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The report adds up to what was sent. */
@QuarkusTest
@WithRealServers
class PerformanceComponentTest {
  private static final int CUSTOMERS = 60;

  @Inject LogProducer log;
  @Inject PerformanceReader reader;

  @Test
  void whatFollowedIsCountedByWhateverTellsListsApartAndRefundsUndo() {
    TestShop shop = new TestShop(log);
    Instant shown = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(20));
    List<CustomerProfileChanged> profiles = new ArrayList<>();
    List<RecommendationExposed> lists = new ArrayList<>();
    List<CustomerEvent> events = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      String cid = TestShop.cid("measured-" + i);
      profiles.add(
          new CustomerProfileChanged(
              UUID.randomUUID().toString(),
              cid,
              Map.of(),
              Map.of(Purpose.PERSONALIZATION, i != 0),
              shown));
      lists.add(list(cid, shown));
      // A third click the first item twice; a sixth buy the second, one gives it back.
      if (i % 3 == 1) {
        events.add(shop.viewed(cid, "P1", shown.plusSeconds(10)));
        events.add(shop.viewed(cid, "P1", shown.plusSeconds(20)));
      }
      if (i % 6 == 2) {
        events.add(shop.bought(cid, "measured-" + i, shown.plusSeconds(30), "P2"));
      }
      if (i == 2) {
        events.add(shop.refunded(cid, "measured-" + i, shown.plusSeconds(40), "P2"));
      }
    }
    shop.send(Topics.CUSTOMER_PROFILES, profiles);
    await().untilAsserted(() -> assertThat(dev.parallax.recommendation.Log.lag()).isZero());
    shop.send(Topics.RECOMMENDATION_EXPOSURES, lists);
    shop.send(Topics.CUSTOMER_EVENTS, events);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              JsonPath report = report("strategy", shown);
              assertThat(report.getInt("items[0].shown")).isEqualTo(CUSTOMERS - 1);
              assertThat(report.getInt("items[0].clicked")).isEqualTo(20);
              assertThat(report.getInt("items[1].ordered")).isEqualTo(9);
            });
    JsonPath report = report("strategy,position", shown);
    assertThat(report.<String>getList("items.strategy")).containsExactly("popular", "rules");
    assertThat(report.<Integer>getList("items.position")).containsExactly(1, 2);
    double rate = 20.0 / (CUSTOMERS - 1);
    assertThat(report.getDouble("items[0].clickThrough.value")).isCloseTo(rate, within(1e-6));
    assertThat(report.getDouble("items[0].clickThrough.lower")).isBetween(0.15, rate);
    assertThat(report.getDouble("items[0].clickThrough.upper")).isBetween(rate, 0.5);
    assertThat(report.getDouble("items[1].revenue[0].total")).isEqualTo(9 * 4.5);
    assertThat(report.getDouble("items[1].revenue[0].perShown.value"))
        .isCloseTo(9 * 4.5 / (CUSTOMERS - 1), within(1e-6));
    assertThat(report("day,surface,modelVersion", shown).<Integer>getList("items.shown"))
        .containsExactly(2 * (CUSTOMERS - 1));
    PerformanceReader.Wanted wanted =
        new PerformanceReader.Wanted(
            shown.minusSeconds(60), shown.plusSeconds(60), "measured", null, null);
    assertThat(reader.read(wanted, Dimension.parse("position"), 1)).as("two groups").isEmpty();
    Api.mistake(Api.as("analyst").get("/v1/recommendations/performance?by=mood").then(), "by");
    Api.mistake(
        Api.as("analyst")
            .get("/v1/recommendations/performance?from=2026-01-01&to=2026-09-01")
            .then(),
        "from");
    Api.as("service").get("/v1/recommendations/performance").then().statusCode(403);
  }

  private static RecommendationExposed list(String cid, Instant shown) {
    return new RecommendationExposed(
        "recommendation-" + UUID.randomUUID(),
        cid,
        "measured",
        List.of(
            new RecommendationExposed.Item("P1", 1, "popular", 0.5, List.of()),
            new RecommendationExposed.Item("P2", 2, "rules", 0.4, List.of())),
        "m-1",
        shown);
  }

  private static JsonPath report(String by, Instant shown) {
    return Api.as("marketer")
        .queryParam("by", by)
        .queryParam("surface", "measured")
        .queryParam("from", shown.minusSeconds(60).toString())
        .queryParam("to", shown.plusSeconds(60).toString())
        .get("/v1/recommendations/performance")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
