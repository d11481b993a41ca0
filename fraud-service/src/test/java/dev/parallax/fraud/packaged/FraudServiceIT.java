package dev.parallax.fraud.packaged;

import static dev.parallax.fraud.FraudApi.decide;
import static dev.parallax.fraud.FraudApi.get;
import static dev.parallax.fraud.FraudApi.newCard;
import static dev.parallax.fraud.FraudApi.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.fraud.HandbookShop;
import dev.parallax.fraud.feature.Payment;
import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.RealPostgres;
import io.restassured.RestAssured;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
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
    assertThat(ready).isLessThan(Duration.ofSeconds(60));
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
    // After a restart the store follows the log only some seconds later; one more decision shows
    // that it does.
    long stored = decisions();
    decide(transaction(newCard(), START)).statusCode(200);
    await().atMost(Duration.ofMinutes(1)).until(() -> decisions() > stored);
    long before = settledDecisions();

    long from = System.nanoTime();
    publish(truths);
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> decisions() >= before + truths.size());
    double seconds = (System.nanoTime() - from) / 1e9;

    System.out.printf(
        "imported %d transactions in %.1f s: %.0f/s, resident %d MiB%n",
        truths.size(), seconds, truths.size() / seconds, service.residentMebibytes());
    assertThat(settledDecisions()).isEqualTo(before + truths.size());
    assertThat(service.residentMebibytes()).isLessThan(700);
  }

  @Test
  @Order(4)
  void decisionsTakeMilliseconds() {
    String card = newCard();
    long[] micros = new long[300];
    for (int i = 0; i < micros.length; i++) {
      Map<String, Object> transaction = transaction(card, START.plusSeconds(i));
      long from = System.nanoTime();
      decide(transaction).statusCode(200).body("fallback", equalTo(false));
      micros[i] = (System.nanoTime() - from) / 1_000;
    }
    Arrays.sort(micros);
    System.out.printf(
        "decision over HTTP and the log, one after the other: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms%n",
        micros[150] / 1e3, micros[285] / 1e3, micros[297] / 1e3);
    assertThat(micros[150]).isLessThan(250_000);
  }

  private static long decisions() {
    return get("analyst", "/v1/fraud/counts").extract().jsonPath().getLong("decisions");
  }

  /** The count once nothing is on its way into the store any more. */
  private static long settledDecisions() {
    AtomicLong last = new AtomicLong(-1);
    await()
        .atMost(Duration.ofMinutes(1))
        .during(Duration.ofSeconds(2))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              long now = decisions();
              return last.getAndSet(now) == now;
            });
    return last.get();
  }

  private static void publish(List<HandbookShop.Truth> truths) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", RealKafka.bootstrapServers(), "linger.ms", 5),
            new StringSerializer(),
            new ByteArraySerializer())) {
      truths.forEach(
          t -> producer.send(CloudEvents.record(Topics.TRANSACTIONS, recorded(t), "test")));
    }
  }

  private static TransactionRecorded recorded(HandbookShop.Truth truth) {
    Payment payment = truth.payment();
    Instant at = Instant.ofEpochSecond(payment.epochSecond());
    return new TransactionRecorded(
        payment.id(),
        null,
        payment.account(),
        null,
        BigDecimal.valueOf(payment.amount()),
        "EUR",
        payment.terminal(),
        payment.device(),
        payment.country(),
        payment.channel(),
        null,
        at,
        at,
        "test");
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
