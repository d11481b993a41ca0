package dev.parallax.fraud.decision;

import static dev.parallax.fraud.FraudApi.decide;
import static dev.parallax.fraud.FraudApi.decideWithin;
import static dev.parallax.fraud.FraudApi.get;
import static dev.parallax.fraud.FraudApi.newCard;
import static dev.parallax.fraud.FraudApi.transaction;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;

/** What a till hears while the topology does not decide, as when it is stuck or rebalancing. */
@QuarkusTest
@WithRealServers
class FallbackComponentTest {
  private static final Instant START = Instant.now().minus(Duration.ofDays(2));

  @Inject KafkaStreams streams;

  @Test
  void lateDecisionIsAnsweredByTheConfiguredOneAndStoredWhenItComes() {
    String card = newCard();
    decide(transaction(card, START)).statusCode(200).body("fallback", equalTo(false));
    Map<String, Object> late = transaction(card, START.plusSeconds(1));

    streams.pause();
    try {
      decideWithin(3, late)
          .statusCode(200)
          .body("transactionId", equalTo(late.get("id")))
          .body("fallback", equalTo(true))
          .body("outcome", equalTo("review"))
          .body("modelVersion", equalTo("fallback"))
          .body("rules", empty())
          .body("reasons.code", contains("no-answer-in-time"))
          .body("features", anEmptyMap());
      await()
          .untilAsserted(
              () ->
                  get("admin", "/v1/decisions/" + late.get("id"))
                      .statusCode(200)
                      .body("fallback", equalTo(true))
                      .body("outcome", equalTo("review")));
    } finally {
      streams.resume();
    }

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                get("admin", "/v1/decisions/" + late.get("id"))
                    .statusCode(200)
                    .body("fallback", equalTo(false))
                    .body("features.cardCount1h", equalTo(1.0f))
                    .body("fallbackAnswer.outcome", equalTo("review"))
                    .body("fallbackAnswer.reasons.code", contains("no-answer-in-time"))
                    .body("fallbackAnswer.answeredAt", notNullValue()));
    decide(late).statusCode(200).body("fallback", equalTo(false));
    decide(transaction(card, START.plusSeconds(2)))
        .statusCode(200)
        .body("features.cardCount1h", equalTo(2.0f));
  }

  @Test
  void repeatsDuringAPauseAreDecidedOnOnce() {
    String card = newCard();
    Map<String, Object> late = transaction(card, START);

    streams.pause();
    try {
      decideWithin(3, late).body("fallback", equalTo(true));
      decideWithin(3, late).body("fallback", equalTo(true));
    } finally {
      streams.resume();
    }

    decide(late).statusCode(200).body("fallback", equalTo(false));
    decide(transaction(card, START.plusSeconds(1)))
        .statusCode(200)
        .body("features.cardCount1h", equalTo(1.0f));
  }
}
