package dev.parallax.recommendation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.parallax.kit.store.Sql;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.evaluation.MovieLensLike;
import dev.parallax.recommendation.upload.InteractionCodec;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evaluations of uploaded files, seen from outside. */
@QuarkusTest
@WithRealServers
class EvaluationComponentTest {
  private static final String RATINGS = MovieLensLike.uData(MovieLensLike.ratings(150, 80, 15, 5));

  @Inject AgroalDataSource store;
  @Inject EvaluationRepository repository;

  @Test
  void aFileAsMovieLensHasItIsEvaluatedAndNothingOfItIsKept() {
    JsonPath done =
        finished(
            post(
                RATINGS,
                Map.of(
                    "split", "random",
                    "k", "5",
                    "algorithms", "[\"item-knn\"]",
                    "minRating", "3",
                    "core", "2",
                    "name", "u.data")));
    assertThat(done.getString("state")).as(done.prettify()).isEqualTo("succeeded");
    assertThat(done.getString("name")).isEqualTo("u.data");
    assertThat(done.getLong("interactions")).isEqualTo(150 * 15);
    assertThat(done.getInt("result.k")).isEqualTo(5);
    assertThat(done.<Float>getList("result.shares")).containsExactly(0.8f, 0.1f, 0.1f);
    assertThat(done.<String>getList("result.rows.algorithm"))
        .containsExactly("item-knn", "popularity", "random");
    Map<String, Object> metrics = done.getMap("result.rows[0].metrics");
    assertThat(metrics)
        .containsOnlyKeys(
            "recall",
            "precision",
            "ndcg",
            "map",
            "mapOfAll",
            "mrr",
            "hitRate",
            "coverage",
            "novelty",
            "diversity",
            "popularity",
            "gini");
    assertThat(done.getDouble("result.rows[0].metrics.ndcg.value"))
        .isBetween(
            done.getDouble("result.rows[0].metrics.ndcg.lower"),
            done.getDouble("result.rows[0].metrics.ndcg.upper"));
    assertThat(done.getString("result.rows[0].against.popularity.ndcg.verdict"))
        .isEqualTo("better");
    assertThat(done.getList("result.rows[0].trials")).isNotEmpty();
    assertThat(done.getMap("result.rows[0].settings")).containsKey("k");
    assertThat(blocks(done.getString("id"))).isZero();
    Api.as("admin")
        .get("/v1/evaluations?limit=500")
        .then()
        .statusCode(200)
        .body("items.id", hasItem(done.getString("id")));
    assertThat(Api.job(done.getString("id")).getString("result.best")).isEqualTo("item-knn");
  }

  @Test
  void severalAtOnceWaitForEachOther() {
    List<String> ids =
        List.of(
            post(
                RATINGS,
                Map.of(
                    "algorithms", "popularity", "columns", "item,user,rating,-", "tune", "false")),
            post(RATINGS, Map.of("algorithms", "popularity", "split", "time")),
            post(RATINGS, Map.of("algorithms", "popularity", "split", "leave-last-out")));
    for (String id : ids) {
      assertThat(finished(id).getString("state")).isEqualTo("succeeded");
    }
    assertThat(evaluation(ids.getFirst()).getInt("result.sizes.users")).isLessThanOrEqualTo(80);
    assertThat(evaluation(ids.getLast()).<String>getList("result.notes"))
        .singleElement()
        .asString()
        .contains("user,item,rating,timestamp");
  }

  /** The replica that ran it is gone: the row says running and its heart has stopped. */
  @Test
  void anEvaluationWhoseReplicaDiedIsRunAgain() {
    String id = "recommendation-died-" + System.nanoTime();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              EvaluationRequest request =
                  EvaluationForm.read(
                      new EvaluationForm.Fields(
                          null,
                          null,
                          null,
                          "popularity",
                          null,
                          null,
                          null,
                          "false",
                          null,
                          null,
                          null));
              repository.insert(id, "died", request);
              InteractionCodec.Writer writer =
                  new InteractionCodec.Writer(bytes -> repository.addBlock(id, 0, bytes));
              writer.begin(false, false);
              for (int i = 0; i < 400; i++) {
                writer.add(i / 10, i * 7 % 30, 1, 0);
              }
              writer.end();
              Sql.update(
                  store,
                  "insert into job (id, kind, state, params, owner, attempts, heartbeat_at, created_at)"
                      + " values (?, 'evaluate', 'running', '{}', 'gone', 1,"
                      + " now() - interval '1 hour', now() - interval '1 hour')",
                  id);
            });
    assertThat(finished(id).getString("state")).isEqualTo("succeeded");
    assertThat(blocks(id)).isZero();
  }

  @Test
  void tooManyThatWaitAreToldToComeAgain() {
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                for (int i = 0; i < 20; i++) {
                  repository.insert(
                      "waits-" + i,
                      null,
                      EvaluationForm.read(
                          new EvaluationForm.Fields(
                              null, null, null, null, null, null, null, null, null, null, null)));
                  Sql.update(
                      store,
                      "insert into job (id, kind, state, params, created_at)"
                          + " values (?, 'no-such-kind', 'queued', '{}', now())",
                      "waits-" + i);
                }
              });
      form(RATINGS, Map.of())
          .post("/v1/evaluations")
          .then()
          .statusCode(429)
          .body("type", equalTo("urn:parallax:problem:too-many-requests"));
    } finally {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                Sql.update(store, "delete from evaluation where id like 'waits-%'");
                Sql.update(store, "delete from job where id like 'waits-%'");
              });
    }
  }

  @Test
  void aMistakeInTheFileNamesItsLineAndFieldAtOnce() {
    refused(RATINGS + "7\t8\tmany\t880000000\n", Map.of(), "file")
        .body(
            "errors.find { it.field == 'file' }.message",
            equalTo("line 2251, rating: must be a number"));
    refused("", Map.of(), "file");
    refused("a,b\nc,d\n", Map.of("split", "time"), "split");
    refused("a,b\nc,d\n", Map.of("minRating", "3"), "minRating");
    Api.mistake(
        Api.as("analyst").multiPart("split", "time").post("/v1/evaluations").then(), "file");
  }

  @Test
  void timesThatCannotBeReadArePassedOverWhereTheyAreNotNeeded() {
    String text = "user\titem\trating\ttime\n" + RATINGS + "1\t2\t3\tyesterday\n";
    JsonPath done =
        finished(post(text, Map.of("algorithms", "popularity,trending", "tune", "false")));
    assertThat(done.<String>getList("result.notes"))
        .singleElement()
        .asString()
        .contains("timestamps were passed over");
    assertThat(done.getString("result.rows.find { it.algorithm == 'trending' }.error"))
        .contains("needs timestamps");
    refused(text, Map.of("split", "time"), "file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "split|half|split",
        "k|0|k",
        "k|ten|k",
        "k|100000|k",
        "shares|0.9,0.3|shares",
        "shares|many|shares",
        "algorithms|magic|algorithms[0].name",
        "algorithms|[\"item-knn\",{\"name\":\"item-knn\",\"settings\":{\"k\":0}}]|algorithms[1].settings.k",
        "algorithms|[{\"name\":\"item-knn\",\"settings\":{\"depth\":1}}]|algorithms[0].settings.depth",
        "algorithms|[|algorithms",
        "core|-1|core",
        "minRating|high|minRating",
        "values|stars|values",
        "columns|user,price|columns",
        "columns|user=kunde,item=ware|columns",
        "tune|maybe|tune",
        "seed|1.5|seed"
      })
  void aWrongFieldIsNamed(String field, String value, String named) {
    refused(RATINGS, Map.of(field, value), named);
  }

  @Test
  void whereNothingIsLeftTheJobSaysWhatToDo() {
    JsonPath job = finished(post(RATINGS, Map.of("core", "500")));
    assertThat(job.getString("state")).isEqualTo("failed");
    assertThat(job.getString("error")).contains("core");
    assertThat(blocks(job.getString("id"))).isZero();
  }

  @Test
  void onlyAnalystsAndAdminsMayAndAnUnknownIdIsNotFound() {
    Api.as("marketer").get("/v1/evaluations").then().statusCode(403);
    Api.as("analyst")
        .get("/v1/evaluations/none")
        .then()
        .statusCode(404)
        .body("detail", containsString("names no evaluation"));
  }

  private static ValidatableResponse refused(
      String text, Map<String, String> fields, String named) {
    ValidatableResponse response = form(text, fields).post("/v1/evaluations").then();
    Api.mistake(response, named);
    return response;
  }

  private static String post(String text, Map<String, String> fields) {
    return form(text, fields).post("/v1/evaluations").then().statusCode(202).extract().path("id");
  }

  private static RequestSpecification form(String text, Map<String, String> fields) {
    RequestSpecification form =
        Api.as("analyst").multiPart("file", "u.data", text.getBytes(StandardCharsets.UTF_8));
    fields.forEach(form::multiPart);
    return form;
  }

  private static JsonPath finished(String id) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(evaluation(id).getString("state")).isIn("succeeded", "failed"));
    return evaluation(id);
  }

  private static JsonPath evaluation(String id) {
    return Api.as("analyst")
        .get("/v1/evaluations/{id}", id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private int blocks(String id) {
    return Sql.list(
            store,
            row -> row.getInt(1),
            "select count(*) from evaluation_block where evaluation_id = ?",
            id)
        .getFirst();
  }
}
