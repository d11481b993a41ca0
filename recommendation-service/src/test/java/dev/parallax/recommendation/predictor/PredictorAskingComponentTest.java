package dev.parallax.recommendation.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is predicted of rows and files, over HTTP. */
@QuarkusTest
@WithRealServers
class PredictorAskingComponentTest {
  @Test
  void whatIsIgnoredMayBeAnythingAndComeAgain() throws Exception {
    String csv =
        new String(Predicted.visits(200), StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.startsWith("age") ? "id," + line : line.hashCode() + "," + line)
            .collect(Collectors.joining("\n"))
            .replaceFirst("\n-?\\d+,", "\nC536379,");
    Map<String, Object> plain = Map.of("target", "buys", "algorithm", "logistic-regression");
    Api.mistake(Predicted.upload("ids", plain, csv), "id");
    JsonPath job =
        Predicted.learned(
            "ids",
            Map.of("target", "buys", "algorithm", "linear-svm", "ignore", "id", "positive", "TRUE"),
            csv.getBytes(StandardCharsets.UTF_8));
    assertThat(job.getString("state")).as(job.prettify()).isEqualTo("succeeded");
    Predicted.ask("ids", "{\"id\":\"C1\",\"visits\":3}")
        .statusCode(200)
        .body("positive", equalTo("true"));
    byte[] broken = {0x1f, (byte) 0x8b};
    Api.mistake(Predicted.upload("ids", plain, broken), "file");
  }

  @Test
  void aFileIsPredictedRowByRow() throws Exception {
    Predicted.learned(
        "spending",
        Map.of("target", "spent", "ignore", "buys", "algorithm", "linear-regression"),
        Predicted.visits(200));
    byte[] rows =
        "id,visits,channel,age\r\n=1+1,3,web,40\r\n007,5,shop,\r\nNA,5,shop,\r\n-5,5,shop,\r\n"
            .getBytes(StandardCharsets.UTF_8);
    String job =
        Api.as("analyst")
            .multiPart("file", "rows.csv", rows, "text/csv")
            .multiPart("keep", "id")
            .multiPart("explain", "true")
            .post("/v1/predictors/spending/predict")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    JsonPath ended = Predicted.ended(job);
    assertThat(ended.getString("state")).as(ended.prettify()).isEqualTo("succeeded");
    String csv =
        Api.as("analyst")
            .accept("text/csv")
            .get(ended.getString("result.file"))
            .then()
            .statusCode(200)
            .extract()
            .asString();
    List<String> lines = csv.lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).startsWith("row,id,prediction,low,high,base,by age,by visits");
    assertThat(lines.get(1)).as("no formula").startsWith("1,'=1+1,");
    assertThat(lines.get(2)).startsWith("2,007,");
    assertThat(lines.get(3)).as("an id as it came").startsWith("3,NA,");
    assertThat(lines.get(4)).as("a number is no formula").startsWith("4,-5,");
    double alone =
        Predicted.ask("spending", "{\"visits\":5,\"channel\":\"shop\"}")
            .statusCode(200)
            .extract()
            .jsonPath()
            .getDouble("items[0].value");
    assertThat(Double.parseDouble(lines.get(2).split(",")[2])).isCloseTo(alone, within(1e-3));
    Api.mistake(
        Api.as("analyst")
            .multiPart("file", "rows.csv", "id,visits\n1,2\n".getBytes(StandardCharsets.UTF_8))
            .post("/v1/predictors/spending/predict")
            .then(),
        "channel");
    Api.mistake(
        Api.as("analyst")
            .multiPart("file", "rows.csv", rows, "text/csv")
            .multiPart("keep", "customer")
            .post("/v1/predictors/spending/predict")
            .then(),
        "customer");
    Api.as("analyst").get("/v1/predictors/spending/predictions/no-such-job").then().statusCode(404);
  }

  @Test
  void rowsAndNamesThatLookLikeCodeAreOnlyThat() throws Exception {
    String csv =
        new String(Predicted.visits(120), StandardCharsets.UTF_8)
            .replace("channel", "\"'; drop table predictor; --\"")
            .replace("web", "<script>");
    Predicted.learned(
        "code",
        Map.of("target", "buys", "algorithm", "decision-tree"),
        csv.getBytes(StandardCharsets.UTF_8));
    Predicted.ask("code", "{\"visits\":3,\"'; drop table predictor; --\":\"<script>\"}")
        .statusCode(200);
    Api.mistake(Predicted.ask("code", "{\"vists\":3}"), "vists");
    Api.mistake(Predicted.ask("code", "{\"visits\":\"many\"}"), "visits");
    Api.mistake(
        Predicted.ask("code", "{\"rows\":[{\"visits\":1},{\"visits\":[]}]}"), "rows[1].visits");
    Api.mistake(Predicted.ask("code", "{\"rows\":[]}"), "rows");
    Api.mistake(Predicted.ask("code", "7"), "body");
    Api.mistake(Predicted.ask("code", "{\"userId\":\"jane\"}"), "userId");
    Predicted.ask("code", "{\"visits\":\"jane.doe@example.org\"}")
        .statusCode(400)
        .body(not(containsString("jane")));
    assertThat(
            Api.as("marketer")
                .get("/v1/predictors?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<String>getList("items.name"))
        .contains("code");
  }
}
