package dev.parallax.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Asks for rules and itemsets, and has them mined. */
final class RuleCalls {
  /** Measures are compared with what is asked for, which a float would round. */
  private static final JsonPathConfig EXACTLY =
      JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE);

  private RuleCalls() {}

  /** Until the job has succeeded. */
  static JsonPath mine(String body) {
    String job =
        Api.as("analyst")
            .contentType("application/json")
            .body(body)
            .post("/v1/rules/mine")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(Api.job(job).getString("state")).isIn("succeeded", "failed"));
    JsonPath done = Api.job(job);
    assertThat(done.getString("state")).as(done.prettify()).isEqualTo("succeeded");
    return done;
  }

  static JsonPath rules(String query) {
    return Api.as("marketer")
        .get("/v1/rules?" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath(EXACTLY);
  }

  static List<Map<String, Object>> itemsets(String query) {
    return itemsetPage(query).getList("items");
  }

  static JsonPath itemsetPage(String query) {
    return Api.as("marketer")
        .get("/v1/rules/itemsets?" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
