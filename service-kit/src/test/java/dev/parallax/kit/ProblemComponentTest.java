package dev.parallax.kit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
class ProblemComponentTest {

  @Test
  void mistakesNameTheFieldAndWhatWouldBeRight() {
    problem("{\"amount\":\"much\"}", "amount", "must be a number");
    problem("{\"amount\":-1}", "amount", "must be 0 or more");
    problem("{\"at\":\"yesterday\"}", "at", "must be a time such as 2026-01-31T12:00:00Z");
    problem("{\"tags\":\"one\"}", "tags", "must be an array");
    problem("{\"amount\":", "body", "must be valid JSON (line 1, column 11)");
    given()
        .get("/v1/kit/number?n=0")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo("n"));
  }

  @Test
  void aBodyOfTheWrongKindIsAnsweredWithTheHeaderThatIsWrong() {
    given()
        .contentType("text/plain")
        .body("ten euros")
        .post("/v1/kit/payments")
        .then()
        .statusCode(415)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:parallax:problem:unsupported-media-type"))
        .body("errors[0].field", equalTo("Content-Type"))
        .body(not(containsString("@Consumes")));
  }

  @Test
  void ourOwnMistakesShowNothingInternal() {
    given()
        .get("/v1/kit/broken")
        .then()
        .statusCode(500)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:parallax:problem:internal"))
        .body(not(containsString("secret")));
  }

  @Test
  void tokensAreCheckedAndRolesEnforced() {
    given().get("/v1/kit/admins").then().statusCode(401);
    given().header("Authorization", "Bearer nonsense").get("/v1/kit/admins").then().statusCode(401);
    given()
        .header("Authorization", TestTokens.bearer("marketer"))
        .get("/v1/kit/admins")
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
    given()
        .header("Authorization", TestTokens.bearer("admin"))
        .get("/v1/kit/admins")
        .then()
        .statusCode(200);
    given()
        .header("Authorization", TestTokens.bearer("admin"))
        .get("/v1/jobs?limit=0")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("limit"));
    given()
        .header("Authorization", TestTokens.bearer("admin"))
        .get("/v1/jobs/nothing")
        .then()
        .statusCode(404)
        .body("type", equalTo("urn:parallax:problem:not-found"))
        .body("errors[0].field", equalTo("id"));
  }

  private void problem(String body, String field, String message) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/v1/kit/payments")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo(field))
        .body("errors[0].message", equalTo(message));
  }
}
