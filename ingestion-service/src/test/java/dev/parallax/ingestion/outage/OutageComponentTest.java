package dev.parallax.ingestion.outage;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class OutageComponentTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TRACKS = 60;

  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String id = UUID.randomUUID().toString();
  private final String user = "user-" + UUID.randomUUID();

  @Test
  void withoutTheBrokerEventsAreAcceptedAndComeToTheLogInTheirOrderOnceItIsBack() {
    String batch =
        """
        {"batch":[{"type":"identify","userId":"%1$s","messageId":"i%2$s","traits":{"plan":"gold"}},
                  {"type":"track","userId":"%1$s","messageId":"%2$s-0","event":"X"},
                  {"type":"track","userId":"%1$s","messageId":"r%2$s"}]}
        """
            .formatted(user, id);
    RealKafka.kill();
    try {
      shop().body(batch).post("/v1/batch").then().statusCode(200).body("accepted", equalTo(2));
      long began = System.nanoTime();
      for (int i = 1; i <= TRACKS; i++) {
        shop().body(track(i)).post("/v1/track").then().statusCode(200);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .as("nobody waits for the broker once it is known to be away")
          .isLessThan(Duration.ofMillis(TRACKS * 100));
      transaction();
      assertThat(query("select count(*) from customer where cid = ?", pseudonyms.customer(user)))
          .isEqualTo("1");
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  staff("analyst")
                      .get("/v1/ingestion/rate")
                      .then()
                      .body("spool.open", equalTo(true))
                      .body("spool.events", greaterThanOrEqualTo(TRACKS + 3))
                      .body("spool.oldestSeconds", greaterThan(0f)));
    } finally {
      RealKafka.revive();
    }
    awaitDrained();
    shop().body(track(TRACKS + 1)).post("/v1/track").then().statusCode(200);
    List<String> ids =
        Log.values(Topics.CUSTOMER_EVENTS).stream()
            .map(e -> e.path("id").asText())
            .filter(e -> e.contains(id))
            .distinct()
            .toList();
    assertThat(ids)
        .containsExactlyElementsOf(
            Stream.concat(
                    Stream.of("shop:i" + id),
                    IntStream.rangeClosed(0, TRACKS + 1).mapToObj(i -> "shop:" + id + "-" + i))
                .toList());
    assertThat(Log.read(Topics.TRANSACTIONS))
        .filteredOn(r -> Log.header(r, "ce_id").contains("t" + id))
        .isNotEmpty()
        .allMatch(r -> "/parallax/ingestion".equals(Log.header(r, "ce_source")));
    assertThat(query("select count(*) from rejected where message_id = ?", "r" + id))
        .isEqualTo("1");
  }

  @Test
  void aFullSpoolRefusesAndTheRepeatIsTakenInLater() {
    RealKafka.kill();
    try {
      String refused = null;
      for (int i = 0; i < 300 && refused == null; i++) {
        String body = large(i);
        Response answer = shop().body(body).post("/v1/track");
        if (answer.statusCode() == 503) {
          answer.then().contentType("application/problem+json").header("Retry-After", "10");
          refused = body;
        } else {
          assertThat(answer.statusCode()).isEqualTo(200);
        }
      }
      assertThat(refused).as("what the spool did not take").isNotNull();
      String alsoBad = "{\"type\":\"track\",\"messageId\":\"bad-%s\"}".formatted(id);
      shop()
          .body("{\"batch\":[{\"type\":\"track\"," + refused.substring(1) + "," + alsoBad + "]}")
          .post("/v1/batch")
          .then()
          .statusCode(503);
      assertThat(query("select count(*) from rejected where message_id = ?", "bad-" + id))
          .as("it is sent again with the others")
          .isEqualTo("0");
    } finally {
      RealKafka.revive();
    }
    awaitDrained();
    shop().body(large(0)).post("/v1/track").then().statusCode(200);
  }

  @Test
  void withoutBothNothingIsHalfAcceptedAndTheRepeatCountsOnce() {
    String identify =
        "{\"userId\":\"%s\",\"messageId\":\"i%s\",\"traits\":{\"plan\":\"gold\"}}"
            .formatted(user, id);
    RealPostgres.kill();
    RealKafka.kill();
    try {
      awaitNoDatabase();
      unavailable("track", track(1));
      unavailable("identify", identify);
      long began = System.nanoTime();
      unavailable("track", track(1));
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .as("nobody waits long for what just failed")
          .isLessThan(Duration.ofSeconds(5));
    } finally {
      RealPostgres.revive();
      RealKafka.revive();
    }
    assertThat(query("select count(*) from vault where cid = ?", pseudonyms.customer(user)))
        .isEqualTo("0");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> shop().body(identify).post("/v1/identify").statusCode() == 200);
    awaitDrained();
    assertThat(Log.values(Topics.CUSTOMER_EVENTS))
        .extracting(e -> e.path("id").asText())
        .contains("shop:i" + id);
  }

  @Test
  void withoutTheDatabaseEventsGoOnAndWhatNeedsItIsRefused() {
    String track = "{\"userId\":\"u\",\"event\":\"X\",\"messageId\":\"%s\"}".formatted(id);
    String identify =
        "{\"userId\":\"%s\",\"messageId\":\"i%s\",\"traits\":{\"plan\":\"gold\"}}"
            .formatted(user, id);
    String key =
        staff("admin")
            .contentType("application/json")
            .body("{\"name\":\"source-" + id + "\"}")
            .post("/v1/sources")
            .path("key");
    shop().body(answer(true)).post("/v1/track").then().statusCode(200);
    RealPostgres.kill();
    try {
      awaitNoDatabase();
      shop().body(track).post("/v1/track").then().statusCode(200);
      shop().body(answer(true)).post("/v1/track").then().statusCode(200);
      unavailable("track", answer(false));
      given()
          .auth()
          .preemptive()
          .basic(key, "")
          .body(track)
          .post("/v1/track")
          .then()
          .statusCode(200);
      unavailable("identify", identify);
      unavailable("track", "{\"userId\":\"u\"}");
    } finally {
      RealPostgres.revive();
    }
    awaitDrained();
    assertThat(Log.values(Topics.CUSTOMER_EVENTS))
        .extracting(e -> e.path("id").asText())
        .contains("shop:" + id)
        .doesNotContain("shop:i" + id);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> shop().body(identify).post("/v1/identify").statusCode() == 200);
  }

  private String track(int number) {
    return "{\"userId\":\"%s\",\"event\":\"X\",\"messageId\":\"%s-%d\"}"
        .formatted(user, id, number);
  }

  private String answer(boolean agreed) {
    return "{\"userId\":\"%s\",\"event\":\"X\",\"context\":{\"consent\":{\"categoryPreferences\":{\"marketing\":%s}}}}"
        .formatted(user, agreed);
  }

  /** One that hardly shrinks when it is compressed. */
  private String large(int number) {
    byte[] noise = new byte[20_000];
    new Random(number).nextBytes(noise);
    return "{\"userId\":\"%s\",\"event\":\"X\",\"messageId\":\"%s-%d\",\"properties\":{\"noise\":\"%s\"}}"
        .formatted(user, id, number, Base64.getEncoder().encodeToString(noise));
  }

  private void transaction() {
    shop()
        .body(
            "{\"id\":\"t%s\",\"account\":\"%s\",\"amount\":1,\"currency\":\"EUR\",\"occurredAt\":\"2026-01-01T00:00:00Z\"}"
                .formatted(id, user))
        .post("/v1/transactions")
        .then()
        .statusCode(202);
  }

  /** The spool may be open for a moment after any outage. */
  private static void awaitDrained() {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                staff("analyst")
                    .get("/v1/ingestion/rate")
                    .then()
                    .statusCode(200)
                    .body("spool.open", equalTo(false)));
    assertThat(query("select count(*) from spool")).isEqualTo("0");
  }

  /** The server itself ends a moment after the process that watches it. */
  private static void awaitNoDatabase() {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              try (Connection open =
                  DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres")) {
                return open.isClosed();
              } catch (SQLException e) {
                return true;
              }
            });
  }

  private static void unavailable(String path, String body) {
    shop()
        .body(body)
        .post("/v1/" + path)
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", equalTo("2"))
        .body("type", equalTo("urn:parallax:problem:unavailable"));
  }
}
