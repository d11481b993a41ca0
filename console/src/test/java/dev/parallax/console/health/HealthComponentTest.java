package dev.parallax.console.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.console.gateway.FourOfFiveServices;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FourOfFiveServices.class)
class HealthComponentTest {
  @Test
  void saysOfEachServiceWhetherItIsUpStartingOrDown() {
    given()
        .get("/v1/health")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("status", equalTo("degraded"))
        .body(
            "services",
            equalTo(
                List.of(
                    Map.of("service", "ingestion", "status", "up"),
                    Map.of("service", "segmentation", "status", "up"),
                    Map.of("service", "recommendation", "status", "up"),
                    Map.of("service", "fraud", "status", "starting"),
                    Map.of("service", "experience", "status", "down"))));
  }

  @Test
  void theConsoleItselfIsReadyWhateverTheServicesAre() {
    given().get("/q/health/ready").then().statusCode(200);
  }
}
