package dev.parallax.ingestion;

import static dev.parallax.ingestion.Callers.gzip;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The jar as it is shipped, with the settings of production. */
@QuarkusIntegrationTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class PackagedIT {
  @Test
  void itIsHealthyAndMeasured() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    given().get("/q/health/live").then().statusCode(200);
    assertThat(given().get("/q/metrics").then().statusCode(200).extract().asString())
        .contains("parallax_ingestion_accepted_total", "parallax_ingestion_rejected_total");
  }

  @Test
  void itCollectsAndRefuses() throws IOException {
    String id = UUID.randomUUID().toString();
    shop()
        .body("{\"userId\":\"u\",\"event\":\"X\",\"messageId\":\"" + id + "\"}")
        .post("/v1/track")
        .then()
        .statusCode(200);
    assertThat(Log.values(Topics.CUSTOMER_EVENTS))
        .anyMatch(e -> ("shop:" + id).equals(e.path("id").asText()));
    shop()
        .body("{\"userId\":\"u\"}")
        .post("/v1/track")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
    shop().body(new byte[10 * 1024 * 1024]).post("/v1/batch").then().statusCode(413);
    staff("admin").get("/v1/rejected").then().statusCode(200).body("items.size()", greaterThan(0));
    given()
        .body("{}")
        .post("/v1/track")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }

  @Test
  void itTakesAFileIn() throws IOException {
    String text =
        "id,account,amount,currency,occurredAt\nt1,a,1,EUR,2020-01-01T00:00:00Z\nt2,a,x,EUR,2020-01-01T00:00:00Z\n";
    String job =
        staff("analyst")
            .multiPart("mapping", "transactions")
            .multiPart("file", "t.csv.gz", gzip(text))
            .post("/v1/imports")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> "succeeded".equals(staff("analyst").get("/v1/jobs/" + job).path("state")));
    staff("analyst")
        .get("/v1/jobs/" + job)
        .then()
        .body("result.accepted", equalTo(1))
        .body("result.rejected", equalTo(1));
  }
}
