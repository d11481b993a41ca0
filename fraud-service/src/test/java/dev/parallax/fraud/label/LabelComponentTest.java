package dev.parallax.fraud.label;

import static dev.parallax.fraud.FraudApi.decide;
import static dev.parallax.fraud.FraudApi.get;
import static dev.parallax.fraud.FraudApi.newCard;
import static dev.parallax.fraud.FraudApi.post;
import static dev.parallax.fraud.FraudApi.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
class LabelComponentTest {
  private static final Instant TWO_WEEKS_AGO = Instant.now().minus(Duration.ofDays(14));

  @Test
  void labelReachesTheStateOfTheCard() {
    String card = newCard();
    Map<String, Object> fraud = transaction(card, TWO_WEEKS_AGO);
    decide(fraud).statusCode(200);

    post("fraud-analyst", "/v1/labels", label(fraud, true))
        .statusCode(202)
        .body("accepted", equalTo(1));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                decide(transaction(card, Instant.now()))
                    .body("features.cardFrauds30d", equalTo(1.0f)));
  }

  @Test
  void labelThatComesBeforeItsTransactionWaitsForIt() {
    String card = newCard();
    Map<String, Object> fraud = transaction(card, TWO_WEEKS_AGO);
    post("fraud-analyst", "/v1/labels", List.of(label(fraud, true))).statusCode(202);
    assertThat(label((String) fraud.get("id")).announced()).isFalse();

    decide(fraud).statusCode(200);

    await().atMost(Duration.ofSeconds(30)).until(() -> label((String) fraud.get("id")).announced());
  }

  @Test
  void latestLabelCountsWhateverTheOrderOfArrival() {
    String id = "tx-unseen-" + newCard();
    post("admin", "/v1/labels", label(id, true, "2026-02-03T00:00:00Z")).statusCode(202);
    post("admin", "/v1/labels", label(id, false, "2026-02-01T00:00:00Z")).statusCode(202);
    assertThat(label(id)).isEqualTo(new Stored(true, 1, false));
    get("admin", "/v1/audit?subject=" + id).body("items.action", everyItem(equalTo("labels-set")));
    get("admin", "/v1/audit?subject=" + id).body("items.details.genuine[0]", contains(id));

    post("admin", "/v1/labels", label(id, true, "2026-02-03T00:00:00Z")).statusCode(202);
    assertThat(label(id).revision()).isEqualTo(1);

    post(
            "admin",
            "/v1/labels",
            List.of(
                label(id, false, "2026-02-04T00:00:00Z"), label(id, true, "2026-02-02T00:00:00Z")))
        .statusCode(202);
    assertThat(label(id)).isEqualTo(new Stored(false, 2, false));
  }

  @Test
  void countsSayHowManyThereAre() {
    decide(transaction(newCard(), TWO_WEEKS_AGO)).statusCode(200);
    await()
        .untilAsserted(
            () -> {
              Map<String, Object> counts =
                  get("analyst", "/v1/fraud/counts")
                      .statusCode(200)
                      .extract()
                      .jsonPath()
                      .getMap("");
              assertThat((Integer) counts.get("decisions")).isPositive();
              assertThat(((Map<?, ?>) counts.get("byOutcome")).keySet())
                  .asInstanceOf(
                      org.assertj.core.api.InstanceOfAssertFactories.collection(Object.class))
                  .containsExactlyInAnyOrder("approve", "review", "decline");
            });
  }

  private record Stored(boolean fraud, long revision, boolean announced) {}

  private static Stored label(String transactionId) {
    try (var connection =
            DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
        var select =
            connection.prepareStatement(
                "select fraud, revision, announced from label where transaction_id = ?")) {
      select.setString(1, transactionId);
      try (var row = select.executeQuery()) {
        assertThat(row.next()).isTrue();
        return new Stored(row.getBoolean(1), row.getLong(2), row.getBoolean(3));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> label(Map<String, Object> transaction, boolean fraud) {
    return Map.of("transactionId", transaction.get("id"), "fraud", fraud, "origin", "chargeback");
  }

  private static Map<String, Object> label(String id, boolean fraud, String at) {
    return Map.of("transactionId", id, "fraud", fraud, "origin", "analyst", "labelledAt", at);
  }
}
