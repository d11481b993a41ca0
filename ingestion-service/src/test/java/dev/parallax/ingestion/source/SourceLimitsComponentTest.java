package dev.parallax.ingestion.source;

import static dev.parallax.ingestion.source.SourceComponentTest.as;
import static dev.parallax.ingestion.source.SourceComponentTest.create;
import static dev.parallax.ingestion.source.SourceComponentTest.event;
import static dev.parallax.ingestion.source.SourceComponentTest.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sources may send, from where, and how much. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class SourceLimitsComponentTest {
  @ParameterizedTest
  @CsvSource({"transactions, transactions", "catalog, catalog", "readings, readings"})
  void aKeyMaySendNothingThatItsScopesDoNotName(String path, String scope) {
    String key = create("page-" + UUID.randomUUID(), "").path("key");
    as(key)
        .body("{}")
        .post("/v1/" + path)
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:parallax:problem:scope-missing"))
        .body("errors[0].message", containsString("lacks the scope " + scope));
    as(key).body("{}").post("/v1/feedback").then().statusCode(400);

    String server = create("pos-" + UUID.randomUUID(), ", 'scopes': ['" + scope + "']").path("key");
    as(server).body("{}").post("/v1/" + path).then().statusCode(400);
    track(server).statusCode(403).body("errors[0].message", containsString("behaviour"));
  }

  @Test
  void pagesOfOtherOriginsAreRefusedWhereOriginsAreNamed() {
    String key =
        create("page-" + UUID.randomUUID(), ", 'origins': ['https://*.shop.example']").path("key");
    as(key)
        .header("Origin", "https://evil.example")
        .body(event("m"))
        .post("/v1/track")
        .then()
        .statusCode(403);
    as(key)
        .header("Origin", "https://www.shop.example")
        .body(event("m"))
        .post("/v1/track")
        .then()
        .statusCode(200);
    track(key).statusCode(200);
  }

  @Test
  void whoSendsTooMuchIsToldWhenToComeAgainAndNothingOfItIsTakenIn() throws IOException {
    String name = "eager-" + UUID.randomUUID();
    String key = create(name, ", 'rate': {'eventsPerSecond': 5, 'burst': 20}").path("key");
    batch(key, "first", 18).statusCode(200);
    Response refused = batch(key, "second", 15).statusCode(429).extract().response();
    assertThat(refused.contentType()).startsWith("application/problem+json");
    assertThat(refused.<String>path("type")).isEqualTo("urn:parallax:problem:too-many-requests");
    assertThat(refused.<String>path("detail")).contains(name, "5 events per second");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 4);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> batch(key, "third", 15).statusCode(200));
    List<String> ids =
        Log.values(Topics.CUSTOMER_EVENTS).stream()
            .map(e -> e.path("id").asText())
            .filter(id -> id.startsWith(name))
            .toList();
    assertThat(ids).hasSize(33).noneMatch(id -> id.contains("second"));
  }

  @Test
  void aBatchOfMoreThanTheBucketHoldsIsTakenOnceItIsFullAndOwedThen() {
    String key =
        create("bulk-" + UUID.randomUUID(), ", 'rate': {'eventsPerSecond': 10, 'burst': 10}")
            .path("key");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> batch(key, "bulk", 30).statusCode(200));
    Response refused = batch(key, "one", 1).statusCode(429).extract().response();
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 4);
  }

  private static ValidatableResponse batch(String key, String mark, int events) {
    String calls =
        IntStream.range(0, events)
            .mapToObj(
                i ->
                    "{'type':'track',"
                        + event(mark + "-" + i + "-" + UUID.randomUUID()).substring(1))
            .collect(Collectors.joining(","));
    return as(key).body("{\"batch\":[" + calls.replace('\'', '"') + "]}").post("/v1/batch").then();
  }
}
