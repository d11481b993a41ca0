package dev.parallax.recommendation;

import static io.restassured.RestAssured.given;

import dev.parallax.kit.testing.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** Asks the service as a shop would. */
public final class Api {
  private Api() {}

  public static RequestSpecification as(String role) {
    return given().header("Authorization", TestTokens.bearer(role));
  }

  public static JsonPath ask(String userId) {
    return as("service")
        .queryParam("userId", userId)
        .get("/v1/recommendations")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** A list, by parameters as they stand in a URL. */
  public static JsonPath get(String query) {
    return as("service")
        .urlEncodingEnabled(false)
        .get("/v1/recommendations?" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** A list, by a body. */
  public static JsonPath post(Map<String, ?> question) {
    return as("service")
        .contentType("application/json")
        .body(question)
        .post("/v1/recommendations")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  public static JsonPath basket(String... items) {
    return post(Map.of("basket", List.of(items)));
  }

  /** The items of a list, in its order. */
  public static List<String> items(JsonPath answer) {
    return answer.getList("items.itemId");
  }

  /** The English reasons of one item, empty where it is not in the list. */
  public static String because(JsonPath answer, String item) {
    int at = items(answer).indexOf(item);
    return at < 0 ? "" : answer.getString("items[" + at + "].reasons.text.en");
  }

  public static JsonPath counts() {
    return as("admin").get("/v1/recommendation/counts").then().statusCode(200).extract().jsonPath();
  }

  public static JsonPath job(String id) {
    return as("analyst").get("/v1/jobs/{id}", id).then().statusCode(200).extract().jsonPath();
  }

  /** Expects a 400 that names the field. */
  public static void mistake(ValidatableResponse response, String field) {
    response
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", org.hamcrest.Matchers.equalTo("urn:parallax:problem:invalid-input"))
        .body("errors.field", org.hamcrest.Matchers.hasItem(field));
  }
}
