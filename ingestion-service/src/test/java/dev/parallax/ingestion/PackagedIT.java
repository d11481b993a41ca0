package dev.parallax.ingestion;

import static dev.parallax.ingestion.Callers.gzip;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The jar as it is shipped, with the settings of production. */
@QuarkusIntegrationTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class PackagedIT {
  private static final int SENDERS = 8;
  private static final int BATCH = 5;
  private static final String BASIC =
      Base64.getEncoder().encodeToString((IngestionSettings.WRITE_KEY + ":").getBytes(UTF_8));

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
  void toldToStopUnderLoadItKeepsWhatItAcknowledgedAndTakesInNothingThatIsNotSentAgain()
      throws IOException, InterruptedException {
    String run = "stop" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
    int port = freePort();
    Process process = start(port, Map.of("PARALLAX_WRITE_KEYS_SHOP", IngestionSettings.WRITE_KEY));
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    Queue<String> unanswered = new ConcurrentLinkedQueue<>();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      CompletableFuture.runAsync(() -> process.inputReader().lines().forEach(line -> {}));
      Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> isReady(port));
      for (char sender = 'a'; sender < 'a' + SENDERS; sender++) {
        String name = run + "-" + sender;
        senders.submit(() -> sendUntilRefused(port, name, acknowledged, unanswered));
      }
      Awaitility.await().until(() -> acknowledged.size() > 2_000);
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends by itself").isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> log =
        Log.values(Topics.CUSTOMER_EVENTS).stream()
            .map(event -> event.path("id").asText())
            .filter(id -> id.startsWith("shop:" + run))
            .toList();
    assertThat(log).doesNotHaveDuplicates().containsAll(acknowledged);
    assertThat(log)
        .as("on the log without an answer")
        .filteredOn(id -> !acknowledged.contains(id))
        .isSubsetOf(unanswered);
  }

  private static boolean isReady(int port) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health/ready"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static Void sendUntilRefused(
      int port, String name, Queue<String> acknowledged, Queue<String> unanswered)
      throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int number = 0; ; number += BATCH) {
        List<String> ids =
            IntStream.range(number, number + BATCH).mapToObj(i -> name + "-" + i).toList();
        String calls =
            ids.stream()
                .map(
                    "{\"type\":\"track\",\"event\":\"X\",\"userId\":\"u\",\"messageId\":\"%s\"}"
                        ::formatted)
                .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/batch"))
                .header("Authorization", "Basic " + BASIC)
                .POST(HttpRequest.BodyPublishers.ofString(calls))
                .build();
        try {
          if (http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() != 200) {
            return null;
          }
        } catch (IOException gone) { // Its sender would send it again.
          ids.forEach(id -> unanswered.add("shop:" + id));
          return null;
        }
        ids.forEach(id -> acknowledged.add("shop:" + id));
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void withAWriteKeyThatCanBeGuessedItDoesNotStartAndSaysWhy()
      throws IOException, InterruptedException {
    Process process = start(0, Map.of("PARALLAX_WRITE_KEYS_SHOP", "secret"));
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

  /** The jar, with everything it needs but a write key. */
  private static Process start(int port, Map<String, String> settings) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PARALLAX_WRITE_KEYS"));
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", RealKafka.bootstrapServers());
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", RealPostgres.jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
    environment.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
    environment.put("QUARKUS_OIDC_PUBLIC_KEY", TestTokens.publicKey());
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    environment.put("PARALLAX_PSEUDONYM_SECRET", key);
    environment.put("PARALLAX_VAULT_KEY", key);
    environment.put("PARALLAX_PRIVACY_CERTIFICATE_KEY", IngestionSettings.CERTIFICATE_KEY);
    environment.putAll(settings);
    return builder.start();
  }
}
