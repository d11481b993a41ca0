package dev.parallax.ingestion.records;

import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class RecordsComponentTest {
  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String id = UUID.randomUUID().toString();

  @Test
  void oneTransactionIsOnTheLogWhenItIsAccepted() {
    shop()
        .body(
            "{\"id\":\"%s\",\"userId\":\"u1\",\"account\":\"DE00 1234\",\"amount\":12.5,\"currency\":\"EUR\",\"occurredAt\":\"2026-03-01T12:00:00Z\"}"
                .formatted(id))
        .post("/v1/transactions")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(1))
        .body("rejected", hasSize(0));
    var record =
        Log.read(Topics.TRANSACTIONS).stream()
            .filter(r -> Log.header(r, "ce_id").endsWith(":" + id))
            .findFirst()
            .orElseThrow();
    assertThat(record.key()).isEqualTo(pseudonyms.account("DE00 1234"));
    assertThat(Log.json(record).toString()).doesNotContain("DE00 1234", "\"u1\"");
  }

  @Test
  void anArrayIsTakenInAsFarAsItIsValid() {
    staff("service")
        .body(
            "[{\"device\":\"s1\",\"metric\":\"footfall\",\"value\":3,\"occurredAt\":\"2026-03-01T12:00:00Z\"},{\"device\":\"s1\"}]")
        .post("/v1/readings")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(1))
        .body("rejected[0].index", equalTo(1))
        .body("rejected[0].errors.field", hasItems("metric", "value", "occurredAt"));
    assertThat(Log.values(Topics.READINGS)).anyMatch(r -> r.path("value").asDouble() == 3.0);
  }

  @Test
  void anArrayWithoutAnyValidRecordIsAMistake() {
    shop()
        .body("[{\"userId\":\"u\"},{\"kind\":\"nps\"}]")
        .post("/v1/feedback")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.field", hasItems("[0].kind", "[1].userId"));
  }

  @Test
  void feedbackReachesTheLogWithItsTextMasked() {
    shop()
        .body(
            "{\"id\":\"%s\",\"anonymousId\":\"v1\",\"kind\":\"complaint\",\"text\":\"write to me@example.com\"}"
                .formatted(id))
        .post("/v1/feedback")
        .then()
        .statusCode(202);
    JsonNode given =
        Log.await(Topics.FEEDBACK, f -> ("shop:" + id).equals(f.path("id").asText())).getFirst();
    assertThat(given.path("text").asText()).isEqualTo("write to [email]");
    assertThat(given.path("cid").asText()).isEqualTo(pseudonyms.anonymous("v1"));
  }

  @Test
  void anItemIsAnnouncedWhenItChangesAndGoesWithATombstone() {
    String item =
        "{\"itemId\":\"%s\",\"name\":\"Mug\",\"category\":\"kitchen\",\"price\":PRICE,\"currency\":\"EUR\"}"
            .formatted(id);
    for (String price : List.of("5", "5.00", "6", "6")) {
      shop().body(item.replace("PRICE", price)).post("/v1/catalog").then().statusCode(202);
    }
    shop().delete("/v1/catalog/" + id).then().statusCode(403);
    staff("admin").delete("/v1/catalog/" + id).then().statusCode(204);
    staff("admin").delete("/v1/catalog/" + id).then().statusCode(404);
    shop().body(item.replace("PRICE", "6")).post("/v1/catalog").then().statusCode(202);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        Log.read(Topics.CATALOG).stream()
                            .filter(r -> id.equals(r.key()))
                            .map(r -> r.value() == null ? "gone" : Log.json(r).path("id").asText()))
                    .containsExactly(
                        "catalog:" + id + ":1",
                        "catalog:" + id + ":2",
                        "gone",
                        "catalog:" + id + ":4"));
  }

  @Test
  void theRateIsFollowedLive() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + "/v1/ingestion/rate/live"))
            .header("Authorization", TestTokens.bearer("marketer"))
            .header("Accept", "text/event-stream")
            .build();
    try (HttpClient client = HttpClient.newHttpClient();
        var lines = client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
      List<String> two = lines.filter(line -> line.startsWith("data:")).limit(2).toList();
      assertThat(two).allMatch(line -> line.contains("\"eventsPerSecond\":"));
      client.shutdownNow();
    }
  }

  @Test
  void whatCameInIsSeenInRateAndCounts() {
    shop().body("{\"userId\":\"u\",\"event\":\"X\"}").post("/v1/track").then().statusCode(200);
    staff("analyst")
        .get("/v1/ingestion/rate")
        .then()
        .statusCode(200)
        .body("lastMinute", hasSize(60))
        .body("accepted", greaterThan(0));
    staff("analyst")
        .get("/v1/ingestion/counts")
        .then()
        .statusCode(200)
        .body("'customer-events'", equalTo(Log.read(Topics.CUSTOMER_EVENTS).size()));
    shop().get("/v1/ingestion/counts").then().statusCode(403);
  }
}
