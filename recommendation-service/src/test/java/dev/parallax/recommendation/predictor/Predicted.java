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
import java.util.Random;

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

  /** Rows with numbers and a class that have nothing to do with each other. */
  static byte[] noise(int rows) {
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

  /**
   * Rows whose spending follows from visits and channel, and buying from spending, but for chance.
   */
  static byte[] visits(int rows) {
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
