package dev.parallax.console.merge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.parallax.console.gateway.FourOfFiveServices;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(FourOfFiveServices.class)
class MergedListComponentTest {
  /** Each of the four that answer has three; the times of {@code OwnList} give this order. */
  private static final List<String> ORDER =
      List.of(
          "recommendation-%s-0",
          "segmentation-%s-0",
          "ingestion-%s-0",
          "fraud-%s-0",
          "recommendation-%s-1",
          "segmentation-%s-1",
          "ingestion-%s-1",
          "fraud-%s-1",
          "recommendation-%s-2",
          "segmentation-%s-2",
          "ingestion-%s-2",
          "fraud-%s-2");

  @ParameterizedTest
  @ValueSource(strings = {"jobs", "models"})
  void newestOfAllServicesComeFirstAndTheOneThatIsAwayIsNamed(String list) {
    ask("analyst", list)
        .statusCode(200)
        .body("items.id", equalTo(ids(list)))
        .body("unavailable", equalTo(List.of("experience")));
  }

  @Test
  void pagesHoldEveryItemOnceAndInOrderUntilOnlyTheOneThatIsAwayIsLeft() {
    List<String> read = new ArrayList<>();
    ExtractableResponse<Response> answer = ask("analyst", "jobs?limit=5").extract();
    while (answer.statusCode() == 200) {
      JsonPath page = answer.jsonPath();
      assertThat(page.getList("items")).hasSizeBetween(1, 5);
      assertThat(page.getList("unavailable")).containsExactly("experience");
      read.addAll(page.getList("items.id"));
      answer = ask("analyst", "jobs?limit=5&cursor=" + page.getString("nextCursor")).extract();
    }
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.jsonPath().getString("service")).isEqualTo("experience");
    assertThat(read).isEqualTo(ids("jobs"));
  }

  @Test
  void aServiceThatComesBackIsReadFromWhereItWas() {
    String first = ask("analyst", "jobs?limit=5").extract().path("nextCursor");
    JsonPath without = ask("fraud-fails", "jobs?cursor=" + first).extract().jsonPath();
    assertThat(without.getList("unavailable")).containsExactly("fraud", "experience");
    assertThat(without.<String>getList("items.id")).noneMatch(id -> id.startsWith("fraud"));

    ask("analyst", "jobs?cursor=" + without.getString("nextCursor"))
        .statusCode(200)
        .body("items.id", equalTo(List.of("fraud-jobs-1", "fraud-jobs-2")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fraud-fails", "fraud-raves"})
  void aServiceThatFailsOrAnswersNonsenseIsNamedAndCostsNoOtherItsPart(String how) {
    ask(how, "jobs")
        .statusCode(200)
        .body("items", hasSize(9))
        .body("unavailable", equalTo(List.of("fraud", "experience")));
  }

  @Test
  void aServiceThatKeepsNoSuchListIsNotMissing() {
    ask("ingestion-has-none", "models")
        .statusCode(200)
        .body("items", hasSize(9))
        .body("unavailable", equalTo(List.of("experience")));
  }

  @Test
  void withAllAwayThereIsNoEmptyListButAProblem() {
    ask("all-fail", "jobs")
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", equalTo("2"))
        .body("service", equalTo("ingestion"));
  }

  @Test
  void whoMayNotSeeTheListIsToldSo() {
    given()
        .get("/v1/jobs")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("type", equalTo("urn:parallax:problem:unauthorized"))
        .body("detail", containsString("Bearer"))
        .body("errors[0].field", equalTo("Authorization"));
    ask("nobody", "models")
        .statusCode(403)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:parallax:problem:forbidden"))
        .body("errors[0].field", equalTo("Authorization"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "501", "-1", "ten", "1e2", "99999999999"})
  void aLimitOutOfRangeIsNamed(String limit) {
    ask("analyst", "jobs?limit=" + limit)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo("limit"))
        .body("errors[0].message", containsString("500"));
  }

  /** Not base64; base64 of no JSON; of no known service; of a skip below zero. */
  @ParameterizedTest
  @ValueSource(
      strings = {"*", "bm90IGpzb24", "eyJub2JvZHkiOltudWxsLDBdfQ", "eyJmcmF1ZCI6W251bGwsLTFdfQ"})
  void aCursorThatIsNoneOfOursIsNamed(String cursor) {
    ask("analyst", "jobs?cursor=" + cursor)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo("cursor"));
  }

  /** {@code {"fraud":["99",0]}}: ours in form, but the service does not know its part. */
  @Test
  void whatAServiceFindsWrongIsPassedOn() {
    ask("analyst", "jobs?cursor=eyJmcmF1ZCI6WyI5OSIsMF19")
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", equalTo("cursor must be the nextCursor of the page before"))
        .body("errors[0].field", equalTo("cursor"));
  }

  private static List<String> ids(String list) {
    return ORDER.stream().map(id -> id.formatted(list)).toList();
  }

  private static ValidatableResponse ask(String who, String list) {
    return given().header("Authorization", "Bearer " + who).get("/v1/" + list).then();
  }
}
