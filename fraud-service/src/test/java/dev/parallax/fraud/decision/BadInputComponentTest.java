package dev.parallax.fraud.decision;

import static dev.parallax.fraud.FraudApi.decide;
import static dev.parallax.fraud.FraudApi.get;
import static dev.parallax.fraud.FraudApi.newCard;
import static dev.parallax.fraud.FraudApi.post;
import static dev.parallax.fraud.FraudApi.put;
import static dev.parallax.fraud.FraudApi.transaction;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers get wrong; each answer names the field. */
@QuarkusTest
@WithRealServers
class BadInputComponentTest {
  private static final Instant NOW = Instant.now();

  @ParameterizedTest
  @CsvSource({
    "amount, not a number",
    "currency, euro",
    "currency, EURO",
    "currency, ZZZ",
    "occurredAt, yesterday",
    "country, Germany",
    "country, XX",
    "id, ada@example.org",
    "id, ' '",
    "account, ''"
  })
  void wrongValueIsNamed(String field, String value) {
    Map<String, Object> transaction = transaction(newCard(), NOW);
    transaction.put(field, value);

    decide(transaction)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:parallax:problem:invalid-input"))
        .body("errors.field", hasItem(field));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "account", "amount", "currency", "occurredAt"})
  void missingFieldIsNamed(String field) {
    Map<String, Object> transaction = transaction(newCard(), NOW);
    transaction.remove(field);

    decide(transaction).statusCode(400).body("errors.field", hasItem(field));
  }

  @Test
  void everyMistakeIsNamedAtOnce() {
    decide(Map.of("id", "x"))
        .statusCode(400)
        .body("errors.field", hasItems("account", "amount", "currency", "occurredAt"));
  }

  @Test
  void futureAndAncientTimesAreRefused() {
    decide(transaction(newCard(), NOW.plus(Duration.ofDays(2))))
        .statusCode(400)
        .body("errors.message", hasItem("must not be in the future"));
    decide(transaction(newCard(), Instant.parse("1850-01-01T00:00:00Z")))
        .statusCode(400)
        .body("errors.field", hasItem("occurredAt"));
  }

  @Test
  void aPurchaseBelowNothingIsRefusedAndARefundIsNegativeWhicheverSignItCameWith() {
    Map<String, Object> transaction = transaction(newCard(), NOW);
    transaction.put("kind", "purchase");
    transaction.put("amount", -3);
    decide(transaction).statusCode(400).body("errors.field", hasItem("amount"));

    transaction.put("kind", "refund");
    decide(transaction).statusCode(200);
  }

  @Test
  void absurdAmountIsRefused() {
    Map<String, Object> transaction = transaction(newCard(), NOW);
    transaction.put("amount", "1e300");

    decide(transaction).statusCode(400).body("errors.field", hasItem("amount"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "7", "{\"id\": [1]}"})
  void bodyThatIsNoTransactionIsRefused(String body) {
    decide(body).statusCode(400).contentType("application/problem+json");
  }

  @Test
  void hugeBodyIsRefusedBeforeItIsSent() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/decisions"))
            .header("Authorization", TestTokens.bearer("service"))
            .header("Content-Type", "application/json")
            .expectContinue(true)
            .POST(HttpRequest.BodyPublishers.ofString("x".repeat(13_000_000)))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(413);
    }
  }

  @Test
  void unreasonableWaitIsRefused() {
    given()
        .header("Authorization", TestTokens.bearer("service"))
        .header("Prefer", "wait=100000")
        .contentType(ContentType.JSON)
        .body(transaction(newCard(), NOW))
        .post("/v1/decisions")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("Prefer"));
  }

  @Test
  void callsWithoutATokenOrTheRoleAreRefused() {
    given()
        .contentType(ContentType.JSON)
        .body(transaction(newCard(), NOW))
        .post("/v1/decisions")
        .then()
        .statusCode(401);
    post("marketer", "/v1/decisions", transaction(newCard(), NOW))
        .statusCode(403)
        .contentType("application/problem+json");
    post("service", "/v1/labels", List.of()).statusCode(403);
    post("service", "/v1/fraud/models/train", "{}").statusCode(403);
    get("service", "/v1/fraud/rules").statusCode(403);
  }

  @Test
  void anAnalystOfTheShopDoesNotPromoteAFraudModel() {
    post("analyst", "/v1/models/fraud-none/promote", "")
        .statusCode(403)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:parallax:problem:forbidden"));
    post("fraud-analyst", "/v1/models/fraud-none/promote", "").statusCode(404);
    post("admin", "/v1/models/fraud-none/promote", "").statusCode(404);
  }

  @Test
  void wrongLabelsAreNamedByTheirPlace() {
    post(
            "admin",
            "/v1/labels",
            Map.of("transactionId", "t", "fraud", "perhaps", "origin", "analyst"))
        .statusCode(400)
        .body("errors.field", hasItem("fraud"));
    post(
            "admin",
            "/v1/labels",
            List.of(
                Map.of("transactionId", "t", "fraud", true, "origin", "chargeback"),
                Map.of("transactionId", "u", "fraud", true, "origin", "rumour")))
        .statusCode(400)
        .body("errors.field", hasItem("[1].origin"));
    post("admin", "/v1/labels", "[]").statusCode(400);
    post("admin", "/v1/labels", "[null]").statusCode(400);
  }

  @Test
  void ruleThatDoesNotCompileIsRefusedWithThePlaceOfTheMistake() {
    put("admin", "/v1/fraud/rules/broken", rule("amount > 100.0 && cardCuont1h > 3"))
        .statusCode(400)
        .body("errors.field", hasItem("expression"))
        .body("errors.message", hasItem(containsString("line 1, column 19")));
    put("admin", "/v1/fraud/rules/broken", rule("amount + 1.0"))
        .statusCode(400)
        .body("errors.field", hasItem("expression"));
    put("admin", "/v1/fraud/rules/broken", rule("amount >")).statusCode(400);
    put("admin", "/v1/fraud/rules/Not%20Kebab", rule("true"))
        .statusCode(400)
        .body("errors.field", hasItem("name"));
    get("admin", "/v1/fraud/rules/broken").statusCode(404);
  }

  @Test
  void unknownOutcomeCursorAndLimitAreNamed() {
    get("admin", "/v1/decisions?outcome=maybe")
        .statusCode(400)
        .body("errors.field", hasItem("outcome"));
    get("admin", "/v1/decisions?limit=0").statusCode(400).body("errors.field", hasItem("limit"));
    for (String cursor : List.of("%21", Cursor.encode("never-seen"))) {
      get("admin", "/v1/decisions?cursor=" + cursor)
          .statusCode(400)
          .body("errors.field", hasItem("cursor"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/decisions/never-seen, transactionId",
    "/v1/fraud/rules/never-made, name",
    "/v1/models/fraud-none, id",
    "/v1/jobs/fraud-none, id",
    "/v1/nothing, path"
  })
  void whatIsNotThereIsNamed(String path, String field) {
    get("admin", path)
        .statusCode(404)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:parallax:problem:not-found"))
        .body("errors[0].field", equalTo(field));
  }

  @Test
  void aRuleThatIsNotThereIsNamedWhenItIsToGo() {
    given()
        .header("Authorization", TestTokens.bearer("admin"))
        .delete("/v1/fraud/rules/never-made")
        .then()
        .statusCode(404)
        .body("errors[0].field", equalTo("name"));
  }

  @Test
  void trainingSettingsOutOfRangeAreNamed() {
    post("admin", "/v1/fraud/models/train", Map.of("testShare", 0.9, "genuineAfterDays", -1))
        .statusCode(400)
        .body("errors.field", hasItems("testShare", "genuineAfterDays"));
  }

  private static Map<String, Object> rule(String expression) {
    return Map.of(
        "expression",
        expression,
        "outcome",
        "review",
        "description",
        Map.of("en", "test", "zh", "测试"));
  }
}
