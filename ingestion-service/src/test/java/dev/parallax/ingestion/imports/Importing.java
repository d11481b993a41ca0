package dev.parallax.ingestion.imports;

import static dev.parallax.ingestion.Callers.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.Log;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Sends files and waits for what becomes of them. */
final class Importing {
  static final String RETAIL =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

  private final Jobs jobs;

  Importing(Jobs jobs) {
    this.jobs = jobs;
  }

  static ValidatableResponse post(String mapping, byte[] content, String... more) {
    // An analyst may not assert consent.
    String role = List.of(more).contains("consent") ? "service" : "analyst";
    var request = staff(role).multiPart("mapping", mapping).multiPart("file", "data", content);
    for (int i = 0; i < more.length; i += 2) {
      request.multiPart(more[i], more[i + 1]);
    }
    return request.post("/v1/imports").then();
  }

  Job upload(String mapping, byte[] content, String... more) {
    String id =
        post(mapping, content, more)
            .statusCode(202)
            .header("Location", containsString("/v1/jobs/"))
            .extract()
            .path("id");
    return jobs.find(id).orElseThrow();
  }

  /** Its result. */
  JsonNode succeed(Job job) {
    Job finished = finished(job);
    assertThat(finished.error()).isNull();
    return EventJson.mapper().valueToTree(finished.result());
  }

  Job finished(Job job) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> jobs.find(job.id()).orElseThrow(), Job::finished);
  }

  /** What was published under an id. */
  static List<JsonNode> events(String id) {
    return Log.values(Topics.CUSTOMER_EVENTS).stream()
        .filter(e -> id.equals(e.path("id").asText()))
        .toList();
  }
}
