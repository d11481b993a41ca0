package dev.parallax.ingestion.outage;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class OutageComponentTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String id = UUID.randomUUID().toString();
  private final String user = "user-" + UUID.randomUUID();

  @Test
  void whileTheBrokerIsAwayNothingIsHalfAcceptedAndTheRepeatCountsOnce() {
    String batch =
        """
        {"batch":[{"type":"identify","userId":"%1$s","messageId":"i%2$s","traits":{"plan":"gold"}},
                  {"type":"track","userId":"%1$s","messageId":"t%2$s","event":"X"},
                  {"type":"track","userId":"%1$s","messageId":"r%2$s"}]}
        """
            .formatted(user, id);
    RealKafka.kill();
    try {
      unavailable("batch", batch);
      assertThat(query("select count(*) from customer where cid = ?", pseudonyms.customer(user)))
          .isEqualTo("0");
      assertThat(query("select count(*) from vault where cid = ?", pseudonyms.customer(user)))
          .isEqualTo("0");
      assertThat(query("select count(*) from rejected where message_id = ?", "r" + id))
          .isEqualTo("0");
    } finally {
      RealKafka.revive();
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> shop().body(batch).post("/v1/batch").statusCode() == 200);
    assertThat(query("select count(*) from rejected where message_id = ?", "r" + id))
        .isEqualTo("1");
    assertThat(Log.values(Topics.CUSTOMER_EVENTS))
        .extracting(e -> e.path("id").asText())
        .contains("shop:t" + id, "shop:i" + id)
        .doesNotContain("shop:r" + id);
  }

  @Test
  void withoutTheDatabaseEventsGoOnAndWhatNeedsItIsRefused() {
    String track = "{\"userId\":\"u\",\"event\":\"X\",\"messageId\":\"%s\"}".formatted(id);
    String identify =
        "{\"userId\":\"%s\",\"messageId\":\"i%s\",\"traits\":{\"plan\":\"gold\"}}"
            .formatted(user, id);
    RealPostgres.kill();
    try {
      awaitNoDatabase();
      shop().body(track).post("/v1/track").then().statusCode(200);
      unavailable("identify", identify);
      unavailable("track", "{\"userId\":\"u\"}");
    } finally {
      RealPostgres.revive();
    }
    assertThat(Log.values(Topics.CUSTOMER_EVENTS))
        .extracting(e -> e.path("id").asText())
        .contains("shop:" + id)
        .doesNotContain("shop:i" + id);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> shop().body(identify).post("/v1/identify").statusCode() == 200);
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
