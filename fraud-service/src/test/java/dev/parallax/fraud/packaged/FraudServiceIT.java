package dev.parallax.fraud.packaged;

import static dev.parallax.fraud.FraudApi.decide;
import static dev.parallax.fraud.FraudApi.get;
import static dev.parallax.fraud.FraudApi.newCard;
import static dev.parallax.fraud.FraudApi.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.fraud.HandbookShop;
import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.RealPostgres;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service with 256 MB of heap against real servers: crashes, restarts, a bulk import.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FraudServiceIT {
  private static final RealKafka KAFKA = new RealKafka();
  private static final RealPostgres POSTGRES = new RealPostgres();
  private static final Instant START = Instant.now().minus(Duration.ofHours(3));

  @TempDir static Path stateDir;

  private static PackagedService service;

  @BeforeAll
  static void start() throws IOException {
    Map<String, String> settings = new HashMap<>(KAFKA.start());
    settings.putAll(POSTGRES.start());
    service = new PackagedService(settings, stateDir);
    RestAssured.baseURI = "http://localhost";
    Duration ready = service.start();
    RestAssured.port = service.uri("/").getPort();
    System.out.printf("fraud-service ready after %d ms%n", ready.toMillis());
  }

  @AfterAll
  static void stop() {
    service.close();
    KAFKA.stop();
    POSTGRES.stop();
  }

  @Test
  @Order(1)
  void windowsAndDecisionsSurviveAKill() throws IOException, InterruptedException {
    String card = newCard();
    Map<String, Object> first = transaction(card, START);
    String decidedAt = decide(first).statusCode(200).extract().path("decidedAt");
    decide(transaction(card, START.plusSeconds(1))).statusCode(200);
    await().untilAsserted(() -> get("admin", "/v1/decisions/" + first.get("id")).statusCode(200));

    service.kill();
    System.out.printf("ready after a kill: %d ms%n", service.start().toMillis());

    decide(first).statusCode(200).body("decidedAt", equalTo(decidedAt));
    decide(transaction(card, START.plusSeconds(2)))
        .statusCode(200)
        .body("features.cardCount1h", equalTo(2.0f));
  }

  @Test
  @Order(2)
  void windowsComeBackFromTheChangelogWhenTheDiskIsLost() throws IOException, InterruptedException {
    String card = newCard();
    for (int i = 0; i < 3; i++) {
      decide(transaction(card, START.plusSeconds(i))).statusCode(200);
    }

    service.stop();
    deleteState();
    System.out.printf("ready with an empty disk: %d ms%n", service.start().toMillis());

    decide(transaction(card, START.plusSeconds(9)))
        .statusCode(200)
        .body("features.cardCount1h", equalTo(3.0f));
  }

  @Test
  @Order(3)
  void bulkImportIsCaughtUpWithInBoundedMemory() throws IOException {
    int today = (int) (Instant.now().getEpochSecond() / 86_400);
    List<HandbookShop.Truth> truths = new HandbookShop(5, 500, 800, 30, today - 31).payments();
    BulkImport bulk = new BulkImport("bulk-", truths);

    bulk.publish();
    bulk.awaitStored(Duration.ofMinutes(10));

    assertThat(bulk.announced()).hasSize(truths.size());
    assertThat(bulk.announced().values()).allMatch(times -> times == 1);
    assertThat(bulk.stored()).isEqualTo(truths.size());
    assertThat(service.residentMebibytes()).isLessThan(700);
  }

  private static void deleteState() throws IOException {
    try (Stream<Path> files = Files.walk(stateDir)) {
      files
          .sorted(java.util.Comparator.reverseOrder())
          .filter(file -> !file.equals(stateDir))
          .forEach(file -> file.toFile().delete());
    }
  }
}
