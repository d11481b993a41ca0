package dev.parallax.fraud.rule;

import static dev.parallax.fraud.FraudApi.decide;
import static dev.parallax.fraud.FraudApi.get;
import static dev.parallax.fraud.FraudApi.newCard;
import static dev.parallax.fraud.FraudApi.put;
import static dev.parallax.fraud.FraudApi.transaction;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
class RuleComponentTest {
  @Test
  void seededRulesAreThere() {
    get("fraud-analyst", "/v1/fraud/rules")
        .statusCode(200)
        .body(
            "items.name",
            hasItems(
                "amount-far-above-habit",
                "many-in-an-hour",
                "terminal-with-frauds",
                "device-of-many-cards"));
  }

  @Test
  void newRuleDecidesAtOnceAndNoMoreOnceDeleted() {
    put("fraud-analyst", "/v1/fraud/rules/no-gold", rule("kind == 'gold' && amount > 20.0"))
        .statusCode(200)
        .body("enabled", equalTo(true));

    decide(gold()).body("outcome", equalTo("decline")).body("rules", hasItem("no-gold"));

    given()
        .header("Authorization", TestTokens.bearer("fraud-analyst"))
        .delete("/v1/fraud/rules/no-gold")
        .then()
        .statusCode(204);
    decide(gold()).body("rules", not(hasItem("no-gold")));
    get("admin", "/v1/fraud/rules/no-gold").statusCode(404);
    get("admin", "/v1/audit?subject=no-gold")
        .body("items.action", contains("fraud-rule-deleted", "fraud-rule-set"))
        .body("items[1].actor", equalTo("test"))
        .body("items[1].details.outcome", equalTo("decline"));
  }

  @Test
  void ruleThatAnotherReplicaStoredIsFollowed() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into rule values ('no-silver', 'kind == \"silver\"', 'review', 'no silver', '不收银', true, now())");
    }

    await()
        .untilAsserted(
            () -> {
              Map<String, Object> transaction = transaction(newCard(), Instant.now());
              transaction.put("kind", "silver");
              decide(transaction).body("rules", hasItem("no-silver"));
            });
  }

  private static Map<String, Object> gold() {
    Map<String, Object> transaction = transaction(newCard(), Instant.now());
    transaction.put("kind", "gold");
    return transaction;
  }

  private static Map<String, Object> rule(String expression) {
    return Map.of(
        "expression",
        expression,
        "outcome",
        "decline",
        "description",
        Map.of("en", "no gold", "zh", "不收黄金"));
  }
}
