package dev.parallax.fraud.decision;

import static dev.parallax.fraud.FraudApi.decide;
import static dev.parallax.fraud.FraudApi.get;
import static dev.parallax.fraud.FraudApi.newCard;
import static dev.parallax.fraud.FraudApi.transaction;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.kit.log.LogConfig;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
class DecisionComponentTest {
  private static final Instant START = Instant.now().minus(Duration.ofDays(3));

  @Inject LogProducer log;

  @Test
  void decisionComesBackToTheCallAndIsStoredWithItsFeatures() {
    Map<String, Object> transaction = transaction(newCard(), START);

    decide(transaction)
        .statusCode(200)
        .body("transactionId", equalTo(transaction.get("id")))
        .body("outcome", equalTo("approve"))
        .body("fallback", equalTo(false))
        .body("account", startsWith("k_"))
        .body("cid", startsWith("c_"))
        .body("reasons.text.zh", everyItem(notNullValue()))
        .body("decidedAt", notNullValue());

    await()
        .untilAsserted(
            () ->
                get("fraud-analyst", "/v1/decisions/" + transaction.get("id"))
                    .statusCode(200)
                    .body("features.amount", equalTo(25.5f))
                    .body("features.newCard", equalTo(1.0f)));
  }

  @Test
  void repeatGetsTheSameDecisionAndCountsOnce() {
    String card = newCard();
    Map<String, Object> first = transaction(card, START);
    String decidedAt = decide(first).statusCode(200).extract().path("decidedAt");
    for (int i = 0; i < 5; i++) {
      decide(first).statusCode(200).body("decidedAt", equalTo(decidedAt));
    }

    decide(transaction(card, START.plusSeconds(60)))
        .statusCode(200)
        .body("features.cardCount1h", equalTo(1.0f));
  }

  @Test
  void lateTransactionSeesOnlyWhatHappenedBeforeIt() {
    String card = newCard();
    decide(transaction(card, START.plus(Duration.ofHours(5)))).statusCode(200);

    decide(transaction(card, START))
        .statusCode(200)
        .body("features.cardCount1d", equalTo(0.0f))
        .body("features.newCard", equalTo(1.0f))
        .body("features.secondsSinceLast", equalTo((float) Duration.ofDays(30).toSeconds()));
  }

  @Test
  void manyPaymentsWithinAnHourFireTheRule() {
    String card = newCard();
    for (int i = 0; i < 8; i++) {
      decide(transaction(card, START.plusSeconds(i))).body("rules", hasSize(0));
    }

    decide(transaction(card, START.plusSeconds(9)))
        .statusCode(200)
        .body("outcome", not(equalTo("approve")))
        .body("rules", hasItem("many-in-an-hour"))
        .body("reasons.code", hasItem("rule-many-in-an-hour"));
  }

  @Test
  void transactionsOfTheLogAreDecidedTheSameWay() {
    String id = "tx-" + UUID.randomUUID();
    log.sendAll(List.of(CloudEvents.record(Topics.TRANSACTIONS, recorded(id, START), "test")));

    await()
        .untilAsserted(
            () ->
                get("admin", "/v1/decisions/" + id)
                    .statusCode(200)
                    .body("outcome", equalTo("approve"))
                    .body("features.amount", equalTo(12.0f)));
  }

  @Test
  void decisionsAreListedNewestFirstPageByPage() {
    String card = newCard();
    String older = (String) decided(transaction(card, START));
    String newer = (String) decided(transaction(card, START.plusSeconds(1)));
    await().untilAsserted(() -> get("admin", "/v1/decisions/" + newer).statusCode(200));

    JsonPath page = get("admin", "/v1/decisions?limit=1").statusCode(200).extract().jsonPath();
    String cursor = page.getString("nextCursor");
    get("admin", "/v1/decisions?limit=500&cursor=" + cursor)
        .statusCode(200)
        .body("items.transactionId", not(hasItem(page.getString("items[0].transactionId"))))
        .body("items.transactionId", hasItem(older));
    get("admin", "/v1/decisions?outcome=approve&limit=500")
        .statusCode(200)
        .body("items.outcome", everyItem(equalTo("approve")));
  }

  @Test
  void transactionOfTheFarFutureGoesToTheDeadLettersWithItsReason() {
    String id = "tx-" + UUID.randomUUID();
    Instant farFuture = Instant.now().plus(Duration.ofDays(30));
    log.sendAll(List.of(CloudEvents.record(Topics.TRANSACTIONS, recorded(id, farFuture), "test")));

    await().until(() -> Letters.reasonOf(id) != null);
    assertThat(Letters.reasonOf(id)).startsWith("occurredAt");
    get("admin", "/v1/decisions/" + id).statusCode(404).body("title", equalTo("Not found"));
  }

  @Test
  void anUnreadableTransactionAsLargeAsRecordsMayBeStopsNothing() {
    String id = "tx-" + UUID.randomUUID();
    byte[] value = new byte[LogConfig.LARGEST_RECORD_BYTES - 4096];
    new Random(7).nextBytes(value);
    System.arraycopy(id.getBytes(UTF_8), 0, value, 0, id.length());
    log.sendAll(List.of(new ProducerRecord<>(Topics.TRANSACTIONS, "k_1", value)));

    await().until(() -> Letters.reasonOf(id) != null);
    decide(transaction(newCard(), START)).statusCode(200).body("fallback", equalTo(false));
  }

  @Test
  void answersHoldNoRealIdentifier() {
    String card = newCard();
    String body = decide(transaction(card, START)).body("userId", nullValue()).extract().asString();

    assertThat(body).doesNotContain(card);
  }

  private static Object decided(Map<String, Object> transaction) {
    decide(transaction).statusCode(200);
    return transaction.get("id");
  }

  private static TransactionRecorded recorded(String id, Instant at) {
    return new TransactionRecorded(
        id,
        null,
        "k_" + id,
        null,
        new BigDecimal("12.00"),
        "EUR",
        null,
        null,
        null,
        null,
        null,
        at,
        Instant.now(),
        "test");
  }
}
