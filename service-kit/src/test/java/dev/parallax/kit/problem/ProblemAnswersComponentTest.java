package dev.parallax.kit.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.kit.security.Roles;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every service answers to a request that is wrong in general. */
@QuarkusTest
@WithRealServers
class ProblemAnswersComponentTest {
  private static final int THIRTEEN_MEGABYTES = 13 * 1024 * 1024;

  @ParameterizedTest
  @ValueSource(strings = {"/v1/jobs", "/v1/models"})
  void aLimitThatIsNoNumberIsNamed(String path) {
    given()
        .auth()
        .oauth2(TestTokens.token(Roles.ANALYST))
        .queryParam("limit", "many")
        .get(path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo("limit"))
        .body("errors[0].message", containsString("1 and 500"));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/jobs/%00, id",
    "/v1/models/a%00b, id",
    "/v1/jobs?limit=1&cursor=%00, cursor",
    "/v1/jobs?any=%00, any",
    "/v1/jobs?cursor=AA, cursor",
    "/v1/jobs?cursor=eA, cursor",
    "/v1/models?cursor=AA, cursor",
    "/v1/models?cursor=eA, cursor"
  })
  void aParameterThatNoStoreCanHoldAndACursorOfNobodysAreNamed(String path, String field) {
    given()
        .auth()
        .oauth2(TestTokens.token(Roles.ANALYST))
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo(field));
  }

  @Test
  void aBodyAboveTheLimitIsAnsweredAndNotJustCutOff() {
    given()
        .auth()
        .oauth2(TestTokens.token(Roles.ANALYST))
        .contentType("application/json")
        .body(new byte[THIRTEEN_MEGABYTES])
        .post("/v1/models/none/promote")
        .then()
        .statusCode(413)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:parallax:problem:too-large"))
        .body("errors[0].field", equalTo("body"))
        .body("errors[0].message", containsString("12582912 bytes"));
  }

  @Test
  void aBodyThatComesInChunksIsHeldToTheSameLimit() throws Exception {
    assertThat(chunked(THIRTEEN_MEGABYTES))
        .startsWith("413 ")
        .contains("urn:parallax:problem:too-large", "\"field\":\"body\"", "12582912 bytes");
    assertThat(chunked(100)).doesNotStartWith("413 ");
  }

  private static String chunked(int bytes) throws Exception {
    String json = "{\"x\":\"" + "a".repeat(bytes) + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + "/v1/kit/payments"))
            .header("Authorization", TestTokens.bearer(Roles.ANALYST))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/jobs/none, 404, id",
    "GET, /v1/models/none, 404, id",
    "GET, /v1/nothing, 404, path",
    "DELETE, /v1/jobs, 405, method"
  })
  void whatIsNotThereIsNamed(String method, String path, int status, String field) {
    given()
        .auth()
        .oauth2(TestTokens.token(Roles.ANALYST))
        .request(method, path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo(field));
  }

  /** As ingestion gives to whoever comes with a write key. */
  @ParameterizedTest
  @ValueSource(strings = {"/v1/jobs", "/v1/jobs/any", "/v1/models", "/v1/models/any"})
  void aRoleThatIsNeitherStaffNorServiceSeesNoJobsAndModels(String path) {
    given()
        .auth()
        .oauth2(TestTokens.token("source"))
        .get(path)
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo("Authorization"));
  }

  @Test
  void whoHasNoTokenIsToldWhereItBelongs() {
    given()
        .get("/v1/jobs")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo("Authorization"));
  }

  @Test
  void aTokenWithoutTheRoleIsNamed() {
    given()
        .auth()
        .oauth2(TestTokens.token(Roles.MARKETER))
        .post("/v1/models/none/promote")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo("Authorization"));
  }
}
