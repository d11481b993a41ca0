package dev.parallax.fraud.decision;

import static dev.parallax.fraud.FraudApi.decide;
import static dev.parallax.fraud.FraudApi.get;
import static dev.parallax.fraud.FraudApi.newCard;
import static dev.parallax.fraud.FraudApi.post;
import static dev.parallax.fraud.FraudApi.transaction;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
class OutageComponentTest {
  private static final Instant START = Instant.now().minus(Duration.ofDays(2));

  @Test
  void withoutTheDatabaseDecisionsGoOnFromMemoryAndAreStoredAfterwards() {
    String card = newCard();
    decide(transaction(card, START)).statusCode(200);
    Map<String, Object> during = transaction(card, START.plusSeconds(1));
    RealPostgres.kill();
    try {
      decide(during)
          .statusCode(200)
          .body("fallback", equalTo(false))
          .body("features.cardCount1h", equalTo(1.0f));
    } finally {
      RealPostgres.revive();
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> get("admin", "/v1/decisions/" + during.get("id")).statusCode(200));
  }

  @Test
  void withoutTheBrokerACallIsToldToComeAgainAndNothingIsForgotten() {
    String card = newCard();
    decide(transaction(card, START)).statusCode(200);
    Map<String, Object> during = transaction(card, START.plusSeconds(1));
    RealKafka.kill();
    try {
      post("service", "/v1/decisions", during)
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Retry-After", notNullValue());
    } finally {
      RealKafka.revive();
    }
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> decide(during).statusCode(200).body("fallback", equalTo(false)));
    decide(transaction(card, START.plusSeconds(2)))
        .statusCode(200)
        .body("features.cardCount1h", equalTo(2.0f));
  }
}
