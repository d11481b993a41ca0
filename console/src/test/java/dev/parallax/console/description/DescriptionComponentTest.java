package dev.parallax.console.description;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import dev.parallax.console.gateway.FourOfFiveServices;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FourOfFiveServices.class)
class DescriptionComponentTest {
  @Test
  void theServicesThatAnswerAreDescribedAndTheOneThatIsAwayIsNamed() {
    given()
        .get("/openapi")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("info.title", equalTo("Parallax"))
        .body("paths", hasKey("/v1/only-of-ingestion"))
        .body("paths", hasKey("/v1/only-of-recommendation"))
        .body("x-unavailable", equalTo(List.of("fraud", "experience")));
  }
}
