package dev.parallax.ingestion;

import static dev.parallax.ingestion.Callers.gzip;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The jar as it is shipped, with the settings of production. */
@QuarkusIntegrationTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class PackagedIT {
  @Test
  void itIsHealthyAndMeasured() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    given().get("/q/health/live").then().statusCode(200);
    assertThat(given().get("/q/metrics").then().statusCode(200).extract().asString())
        .contains("parallax_ingestion_accepted_total", "parallax_ingestion_rejected_total");
  }

  @Test
  void itCollectsAndRefuses() throws IOException {
    String id = UUID.randomUUID().toString();
    shop()
        .body("{\"userId\":\"u\",\"event\":\"X\",\"messageId\":\"" + id + "\"}")
        .post("/v1/track")
        .then()
        .statusCode(200);
    assertThat(Log.values(Topics.CUSTOMER_EVENTS))
        .anyMatch(e -> ("shop:" + id).equals(e.path("id").asText()));
    shop()
        .body("{\"userId\":\"u\"}")
        .post("/v1/track")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
    shop().body(new byte[10 * 1024 * 1024]).post("/v1/batch").then().statusCode(413);
    staff("admin").get("/v1/rejected").then().statusCode(200).body("items.size()", greaterThan(0));
    given()
        .body("{}")
        .post("/v1/track")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }

  @Test
  void itTakesAFileIn() throws IOException {
    String text =
        "id,account,amount,currency,occurredAt\nt1,a,1,EUR,2020-01-01T00:00:00Z\nt2,a,x,EUR,2020-01-01T00:00:00Z\n";
    String job =
        staff("analyst")
            .multiPart("mapping", "transactions")
            .multiPart("file", "t.csv.gz", gzip(text))
            .post("/v1/imports")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> "succeeded".equals(staff("analyst").get("/v1/jobs/" + job).path("state")));
    staff("analyst")
        .get("/v1/jobs/" + job)
        .then()
        .body("result.accepted", equalTo(1))
        .body("result.rejected", equalTo(1));
  }

  @Test
  void withAWriteKeyThatCanBeGuessedItDoesNotStartAndSaysWhy()
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("PARALLAX_WRITE_KEYS_SHOP", "secret");
    environment.put("QUARKUS_HTTP_PORT", "0");
    environment.put("KAFKA_BOOTSTRAP_SERVERS", RealKafka.bootstrapServers());
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", RealPostgres.jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
    environment.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
    environment.put("QUARKUS_OIDC_PUBLIC_KEY", TestTokens.publicKey());
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    environment.put("PARALLAX_PSEUDONYM_SECRET", key);
    environment.put("PARALLAX_VAULT_KEY", key);
    environment.put("PARALLAX_PRIVACY_CERTIFICATE_KEY", IngestionSettings.CERTIFICATE_KEY);
    Process process = builder.start();
    try {
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(
              () -> process.inputReader().lines().collect(Collectors.joining("\n")));
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("it ends by itself").isTrue();
      assertThat(process.exitValue()).isNotZero();
      assertThat(output.join())
          .contains("parallax.write-keys.shop must have at least 16 characters");
    } finally {
      process.destroyForcibly();
    }
  }
}
