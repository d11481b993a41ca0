package dev.parallax.recommendation.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.recommendation.Api;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Speaks to predictors as an analyst would. */
final class Predicted {
  private Predicted() {}

  static ValidatableResponse upload(String name, Map<String, ?> fields, byte[] csv) {
    RequestSpecification request =
        Api.as("analyst")
            .multiPart(new MultiPartSpecBuilder(name).controlName("name").build())
            .multiPart(
                new MultiPartSpecBuilder(csv)
                    .controlName("file")
                    .fileName("rows.csv")
                    .mimeType("text/csv")
                    .build());
    fields.forEach(
        (field, value) ->
            request.multiPart(
                new MultiPartSpecBuilder(value.toString()).controlName(field).build()));
    return request.post("/v1/predictors").then();
  }

  static ValidatableResponse upload(String name, Map<String, ?> fields, String csv) {
    return upload(name, fields, csv.getBytes(StandardCharsets.UTF_8));
  }

  static JsonPath learned(String name, Map<String, ?> fields, byte[] csv) {
    return ended(upload(name, fields, csv).statusCode(202).extract().path("id"));
  }

  static JsonPath ended(String job) {
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> assertThat(Api.job(job).getString("state")).isIn("succeeded", "failed"));
    return Api.job(job);
  }

  static ValidatableResponse ask(String name, String body) {
    return Api.as("service")
        .contentType("application/json")
        .body(body)
        .post("/v1/predictors/{name}/predict", name)
        .then();
  }

  static JsonPath get(String name) {
    return Api.as("marketer")
        .get("/v1/predictors/{name}", name)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
