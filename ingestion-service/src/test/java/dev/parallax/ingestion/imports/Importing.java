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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Sends files and waits for what becomes of them. */
final class Importing {
  static final String RETAIL =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

  static final String TILL =
      """
      format: {type: csv, delimiter: ";", encoding: windows-1252}
      target: transactions
      locale: de-DE
      zone: Europe/Berlin
      drop: {rows: row.Art == 'Storno'}
      fields:
        account: Konto
        userId: Kunde
        amount: {from: Betrag, money: {currencyTo: currency}}
        occurredAt: {from: Zeit, date: "dd.MM.yyyy HH:mm"}
        terminal: {from: Kasse, default: unbekannt}
        orderId: Beleg
      """;

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

  /** Keeps a mapping. */
  static ValidatableResponse put(String name, String mapping) {
    return staff("analyst")
        .contentType("text/plain; charset=UTF-8")
        .body(mapping)
        .put("/v1/imports/mappings/" + name)
        .then();
  }

  /** With a mapping that is given beside the file. */
  static ValidatableResponse define(String mapping, byte[] file) {
    return staff("analyst")
        .multiPart("definition", mapping)
        .multiPart("file", "data", file)
        .post("/v1/imports")
        .then();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
