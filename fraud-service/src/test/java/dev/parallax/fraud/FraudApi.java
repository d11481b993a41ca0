package dev.parallax.fraud;

import static io.restassured.RestAssured.given;

import dev.parallax.kit.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The calls the component tests make. */
public final class FraudApi {
  private FraudApi() {}

  /** Waits long: a test machine may be busy. */
  public static ValidatableResponse decide(Object transaction) {
    return decideWithin(20, transaction);
  }

  /** Waits for {@code seconds} at most, as a till does. */
  public static ValidatableResponse decideWithin(int seconds, Object transaction) {
    return given()
        .header("Authorization", TestTokens.bearer("service"))
        .header("Prefer", "wait=" + seconds)
        .contentType(ContentType.JSON)
        .body(transaction)
        .post("/v1/decisions")
        .then();
  }

  public static ValidatableResponse post(String role, String path, Object body) {
    return given()
        .header("Authorization", TestTokens.bearer(role))
        .contentType(ContentType.JSON)
        .body(body)
        .post(path)
        .then();
  }

  public static ValidatableResponse put(String role, String path, Object body) {
    return given()
        .header("Authorization", TestTokens.bearer(role))
        .contentType(ContentType.JSON)
        .body(body)
        .put(path)
        .then();
  }

  public static ValidatableResponse get(String role, String path) {
    return given().header("Authorization", TestTokens.bearer(role)).get(path).then();
  }

  /** 25.50 EUR at till-1, with a new id. */
  public static Map<String, Object> transaction(String card, Instant at) {
    Map<String, Object> transaction = new HashMap<>();
    transaction.put("id", "tx-" + UUID.randomUUID());
    transaction.put("account", card);
    transaction.put("userId", "user-" + card);
    transaction.put("amount", 25.5);
    transaction.put("currency", "EUR");
    transaction.put("occurredAt", at.toString());
    transaction.put("terminal", "till-1");
    return transaction;
  }

  public static String newCard() {
    return "card-" + UUID.randomUUID();
  }
}
