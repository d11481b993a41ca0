package dev.parallax.recommendation.predictor;

import static org.hamcrest.Matchers.containsString;

import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What no predictor is made of, and how that is said. */
@QuarkusTest
@WithRealServers
class PredictorInputComponentTest {
  @Test
  void whatIsWrongIsNamedAndNothingIsMade() {
    Map<String, String> y = Map.of("target", "y");
    Api.mistake(Predicted.upload("bad", y, "x,y\n1,5\n2,5\n3,5\n4,5\n"), "target");
    Api.mistake(Predicted.upload("bad", y, "x,y\n1,no\n2,no\n3,no\n4,no\n"), "target");
    Api.mistake(Predicted.upload("bad", y, "x,y\n1,1\n2,2\nold,3\n4,4\n5,5\n"), "x");
    String wide =
        IntStream.range(0, 100_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    Predicted.upload("bad", y, wide + "\n" + wide + "\n")
        .statusCode(400)
        .body("errors[0].message", containsString("at most 1000 columns, not 100000"));
    Api.mistake(Predicted.upload("bad", Map.of("target", "z"), "x,y\n1,2\n"), "target");
    Api.mistake(Predicted.upload("bad", y, ""), "file");
    Api.mistake(Predicted.upload("bad", y, "x,y\n1\n"), "file");
    Api.mistake(Predicted.upload("Bad Name", y, "x,y\n1,2\n"), "name");
    Api.mistake(Predicted.upload("bad", Map.of(), "x,y\n1,2\n"), "target");
    for (String[] wrong :
        List.of(
            new String[] {"seed", "lucky"},
            new String[] {"testShare", "1.5"},
            new String[] {"folds", "1"},
            new String[] {"algorithm", "magic"},
            new String[] {"type", "art"},
            new String[] {"logTransform", "maybe"},
            new String[] {"confidence", "1"},
            new String[] {"ignore", "y"})) {
      Api.mistake(
          Predicted.upload("bad", Map.of("target", "y", wrong[0], wrong[1]), "x,y\n1,2\n"),
          wrong[0]);
    }
    Api.mistake(
        Predicted.upload(
            "bad",
            Map.of("target", "y", "type", "regression", "algorithm", "linear-svm"),
            "x,y\n1,2\n"),
        "algorithm");
    Api.mistake(
        Api.as("analyst")
            .multiPart("name", "bad")
            .multiPart("target", "y")
            .post("/v1/predictors")
            .then(),
        "file");
    Api.mistake(json("{\"name\":\"bad\",\"target\":\"y\",\"data\":\"csv\"}"), "data");
    Api.mistake(json("{\"name\":\"bad\",\"target\":\"y\",\"data\":\"customers\"}"), "target");
    String customers =
        "{\"name\":\"bad\",\"target\":\"buys-within-30-days\",\"data\":\"customers\",\"%s\":[\"shoe size\"]}";
    Api.mistake(json(customers.formatted("ignore")), "ignore");
    Api.mistake(json(customers.formatted("categories")), "categories");
    Api.mistake(json("{"), "body");
    Api.as("analyst").get("/v1/predictors/bad").then().statusCode(404);
    Predicted.ask("bad", "{\"x\":1}").statusCode(404);
    Api.as("marketer")
        .multiPart("name", "bad")
        .multiPart("file", "rows.csv", new byte[1])
        .post("/v1/predictors")
        .then()
        .statusCode(403);
  }

  private static ValidatableResponse json(String body) {
    return Api.as("analyst")
        .contentType("application/json")
        .body(body)
        .post("/v1/predictors")
        .then();
  }
}
