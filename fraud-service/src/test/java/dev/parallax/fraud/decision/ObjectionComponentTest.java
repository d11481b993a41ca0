package dev.parallax.fraud.decision;

import static dev.parallax.fraud.FraudApi.decide;
import static dev.parallax.fraud.FraudApi.newCard;
import static dev.parallax.fraud.FraudApi.transaction;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An objection under another pseudonym of the customer, over the log. */
@QuarkusTest
@WithRealServers
class ObjectionComponentTest {
  private static final Instant START = Instant.now().minus(Duration.ofDays(2));

  @Inject LogProducer log;
  @Inject Pseudonyms pseudonyms;

  @Test
  void objectionUnderTheIdThatStaysHoldsForPaymentsUnderTheOldOne() {
    String card = newCard();
    decide(transaction(card, START)).body("features.newCard", equalTo(1.0f));
    decide(transaction(card, START.plusSeconds(1))).body("features.newCard", equalTo(0.0f));

    String old = pseudonyms.customer("user-" + card);
    String stays = pseudonyms.customer("other-" + card);
    log.sendAll(
        List.of(
            CloudEvents.record(
                Topics.CUSTOMER_PROFILES,
                new CustomerProfileChanged(
                    "p-" + stays, stays, Map.of(), Map.of(Purpose.FRAUD_PREVENTION, false), START),
                "test"),
            CloudEvents.record(
                Topics.IDENTITY_MERGES,
                new IdentitiesMerged("merge:" + old, old, stays, START),
                "test")));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                decide(transaction(card, START.plusSeconds(2)))
                    .statusCode(200)
                    .body("features", anEmptyMap()));
  }

  @Test
  void anObjectionHoldsBeforeWhileAndAfterTheSecretIsRotated() {
    String card = newCard();
    decide(transaction(card, START));
    String old = pseudonyms.customer("user-" + card);
    log.sendAll(
        List.of(
            CloudEvents.record(
                Topics.CUSTOMER_PROFILES,
                new CustomerProfileChanged(
                    "p-" + old, old, Map.of(), Map.of(Purpose.FRAUD_PREVENTION, false), START),
                "test")));
    objects(card, 1);

    byte[] secret = new byte[48];
    QuarkusMock.installMockForType(
        new Pseudonyms(1, secret, Map.of(0, RealPostgres.PSEUDONYM_SECRET)), Pseudonyms.class);
    objects(card, 2);

    String rotated = new Pseudonyms(1, secret, Map.of()).customer("user-" + card);
    log.sendAll(
        List.of(
            CloudEvents.record(
                Topics.IDENTITY_MERGES,
                new IdentitiesMerged("merge:" + old + ":1", old, rotated, START, START, 1),
                "test")));
    QuarkusMock.installMockForType(new Pseudonyms(1, secret, Map.of()), Pseudonyms.class);
    objects(card, 3);
  }

  private static void objects(String card, int second) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                decide(transaction(card, START.plusSeconds(second)))
                    .statusCode(200)
                    .body("features", anEmptyMap()));
  }
}
