package dev.parallax.segmentation.scenario;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.testing.ClosedDoors;
import dev.parallax.kit.testing.OpenApiDrift;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers get wrong, may not do or ask too early, and the interface's document. */
@QuarkusTest
@WithRealServers
class InterfaceComponentTest {

  @BeforeEach
  void empty() {
    Service.empty();
  }

  @Test
  void beforeAnythingIsLearnedTheAnswerSaysWhatToDo() {
    for (String path :
        List.of(
            "/v1/segmentations/current/segments",
            "/v1/customers/segment?userId=somebody",
            "/v1/segments/any/members")) {
      Service.get(path)
          .statusCode(409)
          .contentType("application/problem+json")
          .body("type", equalTo("urn:parallax:problem:no-segmentation"))
          .body("detail", containsString("POST /v1/segmentations"));
    }
    Service.get("/v1/segmentations/segmentation-customers-000099/segments")
        .statusCode(404)
        .body("errors[0].field", equalTo("id"));
    Service.get("/v1/segmentation/counts").statusCode(200).body("customers", equalTo(0));
  }

  @Test
  void mistakesInTheRequestNameTheField() {
    mistake("{\"k\":1}", "k", "must be a whole number from 2 to 20, or \"auto\"");
    mistake("{\"k\":\"many\"}", "k", "must be a whole number from 2 to 20, or \"auto\"");
    mistake("{\"algorithm\":\"dbscan\"}", "algorithm", "must be kmeans");
    mistake(
        "{\"features\":[\"shoeSize\"]}",
        "features[0]",
        "must be one of recency, frequency, monetary, basketSize, tenure, categoryBreadth,"
            + " returnRate, lastRating, averageOrderValue, orderInterval, averageRating");
    mistake("{\"k\":", "body", "must be valid JSON (line 1, column 6)");
    mistake(
        "{\"k\":5}",
        "k",
        "must be at most the number of customers with a purchase and consent to analytics,"
            + " which is 0");
    Service.get("/v1/customers/segment").statusCode(400).body("errors[0].field", equalTo("userId"));
    Service.get("/v1/customers/segment?userId=a&cid=b").statusCode(400);
    Service.get("/v1/segments/x/members?limit=0")
        .statusCode(400)
        .body("errors[0].field", equalTo("limit"));
    for (String cursor : List.of("%C3%A4", Cursor.encode("c_nobody"))) {
      Service.get("/v1/segments/x/members?cursor=" + cursor)
          .statusCode(400)
          .body("errors[0].field", equalTo("cursor"));
    }
  }

  private static void mistake(String body, String field, String message) {
    Service.train(body)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo(field))
        .body("errors[0].message", equalTo(message));
  }

  @Test
  void nobodyTrainsOrLooksWithoutARole() {
    given()
        .contentType("application/json")
        .body("{}")
        .post("/v1/segmentations")
        .then()
        .statusCode(401);
    given().get("/v1/segmentation/counts").then().statusCode(401);
    given()
        .header("Authorization", TestTokens.bearer("service"))
        .contentType("application/json")
        .body("{}")
        .post("/v1/segmentations")
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
    given()
        .header("Authorization", TestTokens.bearer("fraud-analyst"))
        .get("/v1/customers/segment?userId=a")
        .then()
        .statusCode(403);
  }

  @Test
  void theInterfaceIsTheCommittedOne() {
    OpenApiDrift.check(Path.of("openapi.yaml"));
  }

  @Test
  void nothingIsForWhoeverHasNoToken() {
    ClosedDoors.checkWithoutCredentials(Set.of());
  }
}
