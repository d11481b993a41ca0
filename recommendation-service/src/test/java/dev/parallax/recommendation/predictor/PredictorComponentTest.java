package dev.parallax.recommendation.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.parallax.kit.store.Sql;
import dev.parallax.kit.testing.Checkout;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.SharedData;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to predictions, over HTTP. */
@QuarkusTest
@WithRealServers
class PredictorComponentTest {
  @Inject AgroalDataSource store;
  @Inject FileStore files;
  @TempDir Path folder;

  @Test
  void theExampleOfTheDocsRunsAsItIsWritten() throws Exception {
    String docs = Files.readString(Checkout.root().resolve("docs/predicting.md"));
    String example = docs.substring(docs.indexOf("```sh\n") + 6);
    example = example.substring(0, example.indexOf("\n```"));
    Path output = folder.resolve("output");
    ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", example);
    shell.environment().put("PARALLAX", "http://localhost:" + RestAssured.port);
    shell.environment().put("TOKEN", TestTokens.bearer("analyst").substring("Bearer ".length()));
    shell.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    int code = shell.start().waitFor();
    assertThat(code).as(Files.readString(output)).isZero();

    JsonPath predictor = JsonPath.from(folder.resolve("predictor.json").toFile());
    assertThat(predictor.getInt("evaluation.trainRows")).isEqualTo(32);
    assertThat(predictor.getInt("evaluation.testRows")).isEqualTo(8);
    assertThat(predictor.getDouble("evaluation.test.metrics.mse.value")).isBetween(20.0, 600.0);
    assertThat(predictor.getDouble("evaluation.test.metrics.r2.value")).isGreaterThan(0.8);
    assertThat(predictor.<String>getList("evaluation.regression.coefficients.name"))
        .containsExactly("(intercept)", "age", "income");
    assertThat(predictor.getDouble("evaluation.regression.coefficients[1].p")).isLessThan(0.01);
    JsonPath prediction = JsonPath.from(folder.resolve("prediction.json").toFile());
    // The rows were made by 20 + 1.5 age + 0.004 income, and noise of deviation 12.
    assertThat(prediction.getDouble("items[0].value")).isCloseTo(257.5, within(12.0));
    assertThat(prediction.getDouble("items[0].interval.low"))
        .isLessThan(prediction.getDouble("items[0].value"));
    double sum =
        prediction.getDouble("items[0].base")
            + prediction.<Float>getList("items[0].contributions.contribution").stream()
                .mapToDouble(Float::doubleValue)
                .sum();
    assertThat(sum).isCloseTo(prediction.getDouble("items[0].value"), within(0.01));
    assertThat(Files.readString(output)).contains("\"mse\":{\"value\":");
  }

  @Test
  void aNewVersionTakesOverAndTheOneBeforeServesUntilThen() throws Exception {
    JsonPath first = Predicted.learned("visits", Map.of("target", "buys", "seed", 1), visits(300));
    assertThat(first.getString("state")).isEqualTo("succeeded");
    assertThat(first.getBoolean("result.promoted")).isTrue();
    assertThat(first.getList("result.crossValidation")).hasSize(5);
    String version = first.getString("result.modelId");
    Predicted.ask("visits", "{\"visits\":9,\"channel\":\"shop\"}")
        .statusCode(200)
        .body("modelVersion", equalTo(version))
        .body("positive", equalTo("true"))
        .body("items[0].label", equalTo("true"));

    // A replica that was killed while it trained: its job is running, and its heart has stopped.
    byte[] csv = visits(400);
    String job = "recommendation-killed-while-training";
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              try {
                files.write(job, FileStore.Kind.UPLOAD, "visits", new ByteArrayInputStream(csv));
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
              Sql.update(
                  store,
                  """
                  insert into job (id, kind, state, params, attempts, owner, created_at, started_at, heartbeat_at)
                  values (?, 'train-predictor', 'running', ?::jsonb, 1, 'killed', now() - interval '1 hour',
                    now() - interval '1 hour', now() - interval '1 hour')
                  """,
                  job,
                  """
                  {"predictor":"visits","source":"FILE","plan":{"target":"buys","algorithm":"logistic-regression","seed":5,
                   "testShare":0.25,"folds":3,"confidence":0.9,"threshold":0.5}}
                  """);
            });
    JsonPath taken = Predicted.ended(job);
    assertThat(taken.getString("state")).as(taken.prettify()).isEqualTo("succeeded");
    assertThat(taken.getInt("result.trainRows")).isEqualTo(300);
    Predicted.ask("visits", "[{\"visits\":9,\"channel\":\"shop\"},{}]")
        .statusCode(200)
        .body("items.size()", equalTo(2))
        .body("modelVersion", equalTo(taken.getString("result.modelId")));
    assertThat(uploads(job)).as("what was uploaded goes with its job").isZero();
    JsonPath predictor = Predicted.get("visits");
    assertThat(predictor.<Boolean>getList("versions.serves")).containsExactly(true, false);
    assertThat(predictor.getList("evaluation.test.lift")).hasSize(10);
    assertThat(predictor.getList("evaluation.test.calibration")).hasSize(10);
    assertThat(predictor.getDouble("evaluation.test.metrics.rocAuc.low"))
        .isLessThan(predictor.getDouble("evaluation.test.metrics.rocAuc.value"));

    // Nothing but chance: what predicts no better than the mean does not take over.
    JsonPath lost =
        Predicted.learned(
            "visits", Map.of("target", "buys", "algorithm", "decision-tree"), noise(200));
    assertThat(lost.getBoolean("result.promoted")).as(lost.prettify()).isFalse();
    Predicted.ask("visits", "{\"visits\":1}")
        .statusCode(200)
        .body("modelVersion", equalTo(taken.getString("result.modelId")));
    Api.as("analyst").delete("/v1/predictors/visits").then().statusCode(204);
    Predicted.ask("visits", "{\"visits\":1}").statusCode(404);
    Api.as("analyst").delete("/v1/predictors/visits").then().statusCode(404);
    Api.as("analyst").get("/v1/models/" + version).then().statusCode(404);
  }

  @Test
  void fiveRowsAreAnsweredFromWithWhatTheAnswerIsWorth() throws Exception {
    byte[] tutorial =
        "age,income,purchase\n25,50000,0\n45,80000,1\n35,60000,0\n50,120000,1\n23,40000,0\n"
            .getBytes(StandardCharsets.UTF_8);
    Map<String, Object> fields =
        Map.of(
            "target",
            "purchase",
            "type",
            "regression",
            "algorithm",
            "linear-regression",
            "seed",
            42);
    JsonPath first = Predicted.learned("tutorial", fields, tutorial);
    assertThat(first.getString("state")).as(first.prettify()).isEqualTo("succeeded");
    assertThat(first.getBoolean("result.promoted")).isTrue();
    assertThat(first.getDouble("result.metrics.mse")).isNotNegative();
    boolean beats = first.getBoolean("result.beatsBaseline");
    Predicted.ask("tutorial", "{\"age\":25,\"income\":50000}")
        .statusCode(200)
        .body("modelVersion", equalTo(first.getString("result.modelId")))
        .body("beatsBaseline", equalTo(beats))
        .body("note", beats ? nullValue() : containsString("no better than the mean"));

    // Nothing but chance serves where nothing else does, and says so; people may prefer any.
    Map<String, Object> tree = Map.of("target", "buys", "algorithm", "decision-tree");
    JsonPath chance = Predicted.learned("chance", tree, noise(200));
    assertThat(chance.getBoolean("result.promoted")).as(chance.prettify()).isTrue();
    Predicted.ask("chance", "{\"a\":1,\"b\":2,\"c\":3}")
        .statusCode(200)
        .body("beatsBaseline", equalTo(false))
        .body("note", containsString("no better than the mean"));
    JsonPath better = Predicted.learned("chance", Map.of("target", "buys"), visits(300));
    assertThat(better.getBoolean("result.promoted")).as(better.prettify()).isTrue();
    String former = chance.getString("result.modelId");
    Api.as("admin").post("/v1/models/" + former + "/promote").then().statusCode(200);
    Predicted.ask("chance", "{\"a\":1}").statusCode(200).body("modelVersion", equalTo(former));
  }

  @Test
  void whatIsIgnoredMayBeAnythingAndComeAgain() throws Exception {
    String csv =
        new String(visits(200), StandardCharsets.UTF_8)
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

  private long uploads(String job) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                Sql.list(
                        store,
                        row -> row.getLong(1),
                        "select count(*) from predictor_file where job_id = ? and kind = 'upload'",
                        job)
                    .getFirst());
  }

  @Test
  void aFileIsPredictedRowByRow() throws Exception {
    Predicted.learned(
        "spending",
        Map.of("target", "spent", "ignore", "buys", "algorithm", "linear-regression"),
        visits(200));
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

  @Test
  void rowsAndNamesThatLookLikeCodeAreOnlyThat() throws Exception {
    String csv =
        new String(visits(120), StandardCharsets.UTF_8)
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

  /** The figures that the issue names, through the API; the test of the core has more of them. */
  @Test
  void onlineShoppersReachTheirReference() throws Exception {
    byte[] csv = Files.readAllBytes(SharedData.require("online-shoppers-intention.csv.gz"));
    Map<String, String> fields =
        Map.of(
            "target",
            "Revenue",
            "algorithm",
            "gradient-boosting",
            "testShare",
            "0",
            "seed",
            "7",
            "categories",
            "OperatingSystems,Browser,Region,TrafficType");
    JsonPath job = Predicted.learned("shoppers", fields, csv);
    assertThat(job.getString("state")).as(job.prettify()).isEqualTo("succeeded");
    assertThat(job.getDouble("result.crossValidation[0].mean.rocAuc")).isGreaterThan(0.935);
    assertThat(job.getDouble("result.crossValidation[0].mean.prAuc")).isGreaterThan(0.755);
  }

  private static io.restassured.response.ValidatableResponse json(String body) {
    return Api.as("analyst")
        .contentType("application/json")
        .body(body)
        .post("/v1/predictors")
        .then();
  }

  private static byte[] noise(int rows) {
    Random random = new Random(3);
    StringBuilder csv = new StringBuilder("a,b,c,buys\n");
    for (int i = 0; i < rows; i++) {
      for (int column = 0; column < 3; column++) {
        csv.append(random.nextInt(1_000)).append(',');
      }
      csv.append(i % 2).append('\n');
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] visits(int rows) {
    Random random = new Random(6);
    String[] channels = {"web", "mail", "shop"};
    StringBuilder csv = new StringBuilder("age,visits,channel,spent,buys\n");
    for (int i = 0; i < rows; i++) {
      int visits = random.nextInt(12);
      int channel = random.nextInt(3);
      double spent = visits * (channel + 1) + random.nextGaussian();
      String age = random.nextInt(10) == 0 ? "" : Integer.toString(20 + random.nextInt(50));
      csv.append(age)
          .append(',')
          .append(visits)
          .append(',')
          .append(channels[channel])
          .append(',')
          .append(Math.round(spent * 100) / 100.0)
          .append(',')
          .append(spent + 2 * random.nextGaussian() > 9)
          .append('\n');
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }
}
