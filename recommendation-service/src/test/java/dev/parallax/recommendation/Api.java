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

  public static JsonPath basket(String... items) {
    return as("service")
        .contentType("application/json")
        .body(Map.of("basket", List.of(items)))
        .post("/v1/recommendations")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
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
