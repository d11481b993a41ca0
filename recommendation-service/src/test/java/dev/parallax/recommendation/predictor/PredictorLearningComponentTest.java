package dev.parallax.recommendation.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to a model that serves, over HTTP. */
@QuarkusTest
@WithRealServers
class PredictorLearningComponentTest {
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
    JsonPath first =
        Predicted.learned("visits", Map.of("target", "buys", "seed", 1), Predicted.visits(300));
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
    byte[] csv = Predicted.visits(400);
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
            "visits", Map.of("target", "buys", "algorithm", "decision-tree"), Predicted.noise(200));
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
    JsonPath chance = Predicted.learned("chance", tree, Predicted.noise(200));
    assertThat(chance.getBoolean("result.promoted")).as(chance.prettify()).isTrue();
    Predicted.ask("chance", "{\"a\":1,\"b\":2,\"c\":3}")
        .statusCode(200)
        .body("beatsBaseline", equalTo(false))
        .body("note", containsString("no better than the mean"));
    JsonPath better = Predicted.learned("chance", Map.of("target", "buys"), Predicted.visits(300));
    assertThat(better.getBoolean("result.promoted")).as(better.prettify()).isTrue();
    String former = chance.getString("result.modelId");
    Api.as("admin").post("/v1/models/" + former + "/promote").then().statusCode(200);
    Predicted.ask("chance", "{\"a\":1}").statusCode(200).body("modelVersion", equalTo(former));
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
}
