package dev.parallax.fraud.decision;

import static dev.parallax.fraud.FraudApi.decide;
import static dev.parallax.fraud.FraudApi.get;
import static dev.parallax.fraud.FraudApi.newCard;
import static dev.parallax.fraud.FraudApi.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.fraud.Outcome;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.privacy.PersonalStore;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the tables and the topology hold of a customer, handed over and erased over the log. */
@QuarkusTest
@WithRealServers
class ErasureComponentTest {
  private static final Instant START = Instant.now().minus(Duration.ofDays(2));

  @Inject LogProducer log;
  @Inject Pseudonyms pseudonyms;
  @Inject PersonalStore data;
  @Inject Erasures erasures;

  @Test
  void everythingOfACustomerGoesAndWhatNamesSomebodyElseStays() {
    String card = newCard();
    String cid = pseudonyms.customer("user-" + card);
    Map<String, Object> theirs = transaction(card, START);
    theirs.put("device", "phone-" + card);
    Map<String, Object> nobodys = transaction(card, START.plusSeconds(1));
    nobodys.remove("userId");
    Map<String, Object> others = transaction(card, START.plusSeconds(2));
    others.put("userId", "other-" + card);
    for (Map<String, Object> one : List.of(theirs, nobodys, others)) {
      decide(one).statusCode(200);
      await().untilAsserted(() -> decision(one).statusCode(200));
    }
    await()
        .untilAsserted(
            () -> {
              assertThat(data.gather(List.of(cid)).path("transactions")).hasSize(2);
              assertThat(data.gather(List.of(cid)).path("decisions")).hasSize(2);
            });

    log.sendAll(
        List.of(
            CloudEvents.record(
                Topics.PRIVACY_REQUESTS,
                new PrivacyRequested(
                    UUID.randomUUID().toString(),
                    cid,
                    PrivacyRequested.Kind.ERASE,
                    List.of(cid),
                    null,
                    Instant.now()),
                "test")));

    await().untilAsserted(() -> decision(theirs).statusCode(404));
    decision(nobodys).statusCode(404);
    decision(others).statusCode(200);
    assertThat(data.gather(List.of(cid)).path("transactions")).isEmpty();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Map<String, Object> next = transaction(card, START.plusSeconds(3));
              next.put("userId", "probe-" + card);
              next.put("account", card);
              decide(next).statusCode(200).body("features.newCard", equalTo(1.0f));
            });
  }

  @Test
  void aDecisionThatIsStoredAfterItsCustomerWasErasedHasItsCardForgotten() {
    String card = newCard();
    Map<String, Object> theirs = transaction(card, START);
    decide(theirs).statusCode(200);
    await().untilAsserted(() -> decision(theirs).statusCode(200));
    String cid = pseudonyms.customer("late-" + card);
    String account = pseudonyms.account(card);
    QuarkusTransaction.requiringNew().run(() -> erasures.mark(List.of(cid), Instant.now()));

    TransactionRecorded late =
        new TransactionRecorded(
            "late-" + card,
            cid,
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
            START,
            "test");
    log.sendAll(List.of(CloudEvents.record(Topics.FRAUD_DECISIONS, decided(late), "test")));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                decide(transaction(card, START.plusSeconds(3)))
                    .statusCode(200)
                    .body("features.newCard", equalTo(1.0f)));
    get("fraud-analyst", "/v1/decisions/late-" + card).statusCode(404);
  }

  private static FraudDecided decided(TransactionRecorded transaction) {
    return new FraudDecided(
        "d-" + transaction.id(),
        transaction.id(),
        transaction.cid(),
        transaction.account(),
        transaction.amount(),
        transaction.currency(),
        Outcome.APPROVE,
        0.1,
        List.of(),
        List.of(),
        "rules",
        false,
        START,
        START,
        Map.of(),
        transaction);
  }

  private static ValidatableResponse decision(Map<String, Object> of) {
    return get("fraud-analyst", "/v1/decisions/" + of.get("id"));
  }
}
