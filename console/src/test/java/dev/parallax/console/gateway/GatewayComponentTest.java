package dev.parallax.console.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FourOfFiveServices.class)
class GatewayComponentTest {
  @Test
  void aRequestReachesItsServiceWithMethodQueryBodyAndCredentials() {
    given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer of-the-caller")
        .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
        .contentType("application/json")
        .body("{\"basket\":[\"a\"]}")
        .post("/v1/recommendations?n=3&surface=home%20page")
        .then()
        .statusCode(200)
        .header("X-Answered-By", "recommendation")
        .body("method", equalTo("POST"))
        .body("uri", equalTo("/v1/recommendations?n=3&surface=home%20page"))
        .body("body", equalTo("{\"basket\":[\"a\"]}"))
        .body("headers.authorization", equalTo("Bearer of-the-caller"))
        .body("headers.accept-encoding", nullValue())
        .body(
            "headers.traceparent",
            equalTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
  }

  @Test
  void headersBetweenNeighboursStayBetweenThem() {
    given()
        .header("Connection", "X-For-The-Proxy, close")
        .header("X-For-The-Proxy", "secret")
        .header("TE", "trailers")
        .header("Proxy-Authorization", "Basic c2VjcmV0")
        .get("/v1/rules")
        .then()
        .statusCode(200)
        .header("Keep-Alive", nullValue())
        .body("headers.x-for-the-proxy", nullValue())
        .body("headers.te", nullValue())
        .body("headers.proxy-authorization", nullValue());
  }

  @Test
  void theServiceLearnsWhoCalledAndAClaimedAddressIsNotBelieved() {
    given()
        .header("X-Forwarded-For", "6.6.6.6")
        .header("Forwarded", "for=6.6.6.6")
        .get("/v1/rules")
        .then()
        .body("headers.x-forwarded-for", equalTo("127.0.0.1"))
        .body("headers.forwarded", nullValue())
        .body("headers.x-forwarded-proto", equalTo("http"))
        .body("headers.x-forwarded-host", containsString("localhost"));
  }

  @Test
  void aServiceThatIsAwayIsNamedAndTheCallerToldWhenToComeAgain() {
    given()
        .get("/v1/gaps")
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", notNullValue())
        .body("service", equalTo("experience"))
        .body("status", equalTo(503))
        .body("detail", containsString("experience"));
  }

  @Test
  void aServiceThatDoesNotAnswerIsNamedAfterTheTimeout() {
    given()
        .body("{}")
        .post("/v1/decisions/silent")
        .then()
        .statusCode(504)
        .contentType("application/problem+json")
        .body("service", equalTo("fraud"))
        .body("detail", containsString("within 1 seconds"));
    given()
        .multiPart("file", "rows.csv", new byte[] {'1'})
        .post("/v1/decisions/silent")
        .then()
        .statusCode(504)
        .body("detail", containsString("within 2 seconds"));
  }

  @Test
  void anUnknownPathIsAProblem() {
    for (String path : new String[] {"/v1/nothing", "/nothing", "/v1"}) {
      given()
          .get(path)
          .then()
          .statusCode(404)
          .contentType("application/problem+json")
          .body("type", equalTo("urn:parallax:problem:not-found"))
          .body("detail", containsString(path))
          .body("errors[0].field", equalTo("path"));
    }
    given().get("/v1/jobs/0198f").then().statusCode(404).body("errors[0].field", equalTo("id"));
    given().post("/v1/jobs").then().statusCode(405).body("errors[0].field", equalTo("method"));
  }

  @Test
  void anAnswerWithoutBodyStaysOne() {
    given()
        .delete("/v1/catalog/gone")
        .then()
        .statusCode(204)
        .header("Transfer-Encoding", nullValue());
    given().head("/v1/rules").then().statusCode(200).body(emptyString());
  }

  @Test
  void everyAnswerForbidsFramingAndForeignScripts() {
    for (String path : new String[] {"/v1/rules", "/v1/health"}) {
      given()
          .get(path)
          .then()
          .statusCode(200)
          .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
          .header("Content-Security-Policy", not(containsString("unsafe")))
          .header("X-Content-Type-Options", "nosniff");
    }
  }

  @Test
  void whatOtherPagesAreMadeOfMayBeLoadedByThemAndTheirQuestionsReachTheService() {
    for (String path : new String[] {"/v1/parallax.js", "/v1/pixel/track", "/pixel/v1/page"}) {
      given().get(path).then().header("Cross-Origin-Resource-Policy", "cross-origin");
    }
    given().get("/v1/rules").then().header("Cross-Origin-Resource-Policy", "same-origin");
    given()
        .header("Origin", "https://shop.example")
        .header("Access-Control-Request-Method", "POST")
        .options("/v1/t")
        .then()
        .statusCode(200)
        .header("X-Answered-By", "ingestion")
        .body("method", equalTo("OPTIONS"))
        .body("headers.origin", equalTo("https://shop.example"));
  }

  @Test
  void passedRequestsAreCountedByServiceAndOutcomeOnly() {
    given().get("/v1/rules/with-an-id-1234").then().statusCode(200);
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("parallax_gateway_requests_seconds_count{outcome=\"2xx\""))
        .body(containsString("service=\"recommendation\""))
        .body(not(containsString("with-an-id-1234")));
  }
}
