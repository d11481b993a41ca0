package dev.parallax.console.merge;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.parallax.console.gateway.FourOfFiveServices;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** Four services with seven rows each; experience is away. */
@QuarkusTest
@WithTestResource(FourOfFiveServices.class)
class MergedAuditComponentTest {

  @Test
  void aServiceThatCouldNotBeAskedLeavesTheWholeUnproven() {
    verify("officer", "")
        .statusCode(200)
        .body("valid", equalTo(false))
        .body("rows", equalTo(28))
        .body("firstBroken", nullValue())
        .body("services.fraud.valid", equalTo(true))
        .body("unavailable", contains("experience"));
  }

  @Test
  void theServiceAndTheRowThatWereTamperedWithAreNamed() {
    verify("fraud-was-tampered-with", "")
        .body("valid", equalTo(false))
        .body("firstBroken.service", equalTo("fraud"))
        .body("firstBroken.seq", equalTo(3))
        .body("firstBroken.why", equalTo("the row is missing"));
  }

  @Test
  void headsThatWereNotedReachEveryService() {
    verify("officer", "?noted=fraud:1:aa&noted=ingestion:2:bb")
        .body(
            "heads",
            contains("ingestion:7:2", "segmentation:7:2", "recommendation:7:2", "fraud:7:2"));
  }

  @Test
  void whatWasDoneIsListedOverAllServices() {
    given()
        .header("Authorization", "Bearer officer")
        .get("/v1/audit?limit=5&action=model-promoted&actor=some one")
        .then()
        .statusCode(200)
        .body("items", hasSize(5))
        .body("items.asked", everyItem(equalTo("model-promoted")))
        .body("unavailable", contains("experience"));
  }

  @Test
  void whoMayNotAskIsToldSoAndWithAllAwayThereIsAProblem() {
    given().get("/v1/audit/verify").then().statusCode(401);
    verify("all-fail", "").statusCode(503).body("service", equalTo("ingestion"));
  }

  private static ValidatableResponse verify(String who, String query) {
    return given().header("Authorization", "Bearer " + who).get("/v1/audit/verify" + query).then();
  }
}
