package dev.parallax.fraud.decision;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
class DecisionComponentTest {
  private static final Instant START = Instant.now().minus(Duration.ofDays(3));

  @Test
  void decisionComesBackToTheCallAndIsStoredWithItsFeatures() {
    Map<String, Object> transaction = transaction("card-" + UUID.randomUUID(), START);

    decide(transaction)
        .statusCode(200)
        .body("transactionId", equalTo(transaction.get("id")))
        .body("outcome", equalTo("approve"))
        .body("modelVersion", equalTo("rules-only"))
        .body("fallback", equalTo(false))
        .body("account", startsWith("k_"))
        .body("reasons.code", hasItem("no-model"))
        .body("decidedAt", notNullValue());

    await()
        .untilAsserted(
            () ->
                given()
                    .header("Authorization", TestTokens.bearer("fraud-analyst"))
                    .get("/v1/decisions/{id}", transaction.get("id"))
                    .then()
                    .statusCode(200)
                    .body("features.amount", equalTo(25.5f))
                    .body("features.newCard", equalTo(1.0f)));
  }

  @Test
  void repeatGetsTheSameDecisionAndCountsOnce() {
    String card = "card-" + UUID.randomUUID();
    Map<String, Object> first = transaction(card, START);
    String decidedAt = decide(first).statusCode(200).extract().path("decidedAt");
    for (int i = 0; i < 9; i++) {
      decide(first).statusCode(200).body("decidedAt", equalTo(decidedAt));
    }
    Map<String, Object> second = transaction(card, START.plusSeconds(60));
    decide(second).statusCode(200).body("features.cardCount1h", equalTo(1.0f));
  }

  @Test
  void manyPaymentsWithinAnHourFireTheRule() {
    String card = "card-" + UUID.randomUUID();
    for (int i = 0; i < 8; i++) {
      decide(transaction(card, START.plusSeconds(i))).body("outcome", equalTo("approve"));
    }
    decide(transaction(card, START.plusSeconds(9)))
        .statusCode(200)
        .body("outcome", equalTo("review"))
        .body("rules", hasItem("many-in-an-hour"))
        .body("reasons.code", hasItem("rule-many-in-an-hour"));
  }

  private static ValidatableResponse decide(Map<String, Object> transaction) {
    return given()
        .header("Authorization", TestTokens.bearer("service"))
        .header("Prefer", "wait=20")
        .contentType(ContentType.JSON)
        .body(transaction)
        .post("/v1/decisions")
        .then();
  }

  private static Map<String, Object> transaction(String card, Instant at) {
    Map<String, Object> transaction = new HashMap<>();
    transaction.put("id", "tx-" + UUID.randomUUID());
    transaction.put("account", card);
    transaction.put("userId", "user-" + card);
    transaction.put("amount", 25.5);
    transaction.put("currency", "EUR");
    transaction.put("occurredAt", at.toString());
    transaction.put("terminal", "till-1");
    assertThat(transaction).doesNotContainValue(null);
    return transaction;
  }
}
