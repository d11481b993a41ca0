package dev.parallax.fraud.decision;

import static dev.parallax.fraud.FraudApi.decide;
import static dev.parallax.fraud.FraudApi.get;
import static dev.parallax.fraud.FraudApi.newCard;
import static dev.parallax.fraud.FraudApi.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** An id is one transaction's: what comes with it for another account is a mistake. */
@QuarkusTest
@WithRealServers
class TakenIdComponentTest {
  private static final Instant START = Instant.now().minus(Duration.ofDays(2));

  @Inject LogProducer log;

  @Test
  void idOfAnotherAccountIsRefusedAndNamed() {
    Map<String, Object> first = transaction(newCard(), START);
    decide(first).statusCode(200);
    await().untilAsserted(() -> get("admin", "/v1/decisions/" + first.get("id")).statusCode(200));
    String card = newCard();
    Map<String, Object> second = transaction(card, START);
    second.put("id", first.get("id"));

    decide(second)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:parallax:problem:id-taken"))
        .body("errors.field", contains("id"));

    decide(first).statusCode(200);
    decide(transaction(card, START.plusSeconds(1)))
        .statusCode(200)
        .body("features.newCard", equalTo(1.0f));
  }

  @Test
  void idOfAnotherAmountIsRefusedToo() {
    Map<String, Object> first = transaction(newCard(), START);
    decide(first).statusCode(200);
    await().untilAsserted(() -> get("admin", "/v1/decisions/" + first.get("id")).statusCode(200));
    Map<String, Object> second = new HashMap<>(first);
    second.put("amount", 9_999);

    decide(second).statusCode(409).body("errors.field", contains("id"));
    decide(first).statusCode(200);
  }

  @Test
  void idOfAnotherAccountOnTheLogIsPutAsideAndTheFirstStays() {
    String id = "tx-" + UUID.randomUUID();
    log.sendAll(List.of(recorded(id, "k_first")));
    await().untilAsserted(() -> get("admin", "/v1/decisions/" + id).statusCode(200));
    long stored = get("admin", "/v1/fraud/counts").extract().jsonPath().getLong("decisions");

    // Ten accounts lie on several partitions, that of the first among them or not.
    List<ProducerRecord<String, byte[]>> others = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      others.add(recorded(id, "k_other" + i));
    }
    others.add(recorded("after-" + id, "k_first"));
    log.sendAll(others);

    await().untilAsserted(() -> get("admin", "/v1/decisions/after-" + id).statusCode(200));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        Letters.reasons(Topics.TRANSACTIONS, id).size()
                            + Letters.reasons(Topics.FRAUD_DECISIONS, id).size())
                    .isEqualTo(10));
    assertThat(Letters.reasons(Topics.FRAUD_DECISIONS, id))
        .containsOnly(
            "transactionId is that of a transaction on another account or of another amount");
    assertThat(Letters.reasons(Topics.TRANSACTIONS, id))
        .allMatch("id is that of a transaction on another account or of another amount"::equals);
    get("admin", "/v1/decisions/" + id).statusCode(200).body("account", equalTo("k_first"));
    get("admin", "/v1/fraud/counts").body("decisions", equalTo((int) stored + 1));
  }

  private static ProducerRecord<String, byte[]> recorded(String id, String account) {
    return CloudEvents.record(
        Topics.TRANSACTIONS,
        new TransactionRecorded(
            id,
            null,
            account,
            null,
            BigDecimal.TEN,
            "EUR",
            null,
            null,
            null,
            null,
            null,
            START,
            Instant.now(),
            "test"),
        "test");
  }
}
