package dev.parallax.ingestion.browser;

import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From which pages may be sent, and what their browsers are told. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class CrossOriginComponentTest {
  private static final String ALLOWED = "https://www.shop.example";

  @Test
  void aPageOfAnAllowedOriginMayAskAndSendAndReadTheAnswer() {
    preflight(ALLOWED)
        .statusCode(204)
        .header("Access-Control-Allow-Origin", ALLOWED)
        .header("Access-Control-Allow-Methods", containsString("POST"))
        .header("Access-Control-Allow-Headers", containsString("Authorization"))
        .header("Access-Control-Allow-Headers", containsString("Content-Type"))
        .header("Access-Control-Allow-Credentials", nullValue())
        .header("Access-Control-Max-Age", equalTo("7200"))
        .header("Vary", containsString("Origin"));
    shop()
        .header("Origin", ALLOWED)
        .body("{\"userId\":\"u\",\"event\":\"X\"}")
        .post("/v1/t")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", ALLOWED)
        .header("Access-Control-Expose-Headers", "Retry-After");
    given()
        .header("Origin", ALLOWED)
        .body("{}")
        .post("/v1/t")
        .then()
        .statusCode(401)
        .header("Access-Control-Allow-Origin", ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.test", "https://shop.example.evil.test", "null"})
  void aPageOfAnotherOriginIsRefusedAndToldWhichSettingItIs(String origin) {
    preflight(origin)
        .statusCode(403)
        .contentType("application/problem+json")
        .header("Access-Control-Allow-Origin", nullValue())
        .body("type", equalTo("urn:parallax:problem:origin-not-allowed"))
        .body("errors[0].field", equalTo("Origin"))
        .body("detail", containsString("parallax.cors.origins"));
    shop()
        .header("Origin", origin)
        .body("{\"userId\":\"u\",\"event\":\"X\"}")
        .post("/v1/track")
        .then()
        .statusCode(403);
  }

  @Test
  void aPageOfOursAndWhoeverIsNoPageNeedNoPermission() {
    String body = "{\"userId\":\"u\",\"event\":\"X\"}";
    shop()
        .header("Origin", "https://front.example")
        .header("X-Forwarded-Host", "front.example")
        .body(body)
        .post("/v1/track")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", nullValue());
    shop()
        .header("Origin", "https://front.example")
        .header("Sec-Fetch-Site", "same-origin")
        .body(body)
        .post("/v1/track")
        .then()
        .statusCode(200);
  }

  @Test
  void staffEndpointsAreForNoOtherOrigin() {
    given()
        .header("Origin", ALLOWED)
        .header("Access-Control-Request-Method", "GET")
        .options("/v1/rejected")
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
    staff("admin")
        .header("Origin", ALLOWED)
        .get("/v1/rejected")
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
  }

  private static ValidatableResponse preflight(String origin) {
    return given()
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,content-type")
        .options("/v1/t")
        .then();
  }
}
