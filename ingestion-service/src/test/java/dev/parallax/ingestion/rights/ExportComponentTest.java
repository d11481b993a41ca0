package dev.parallax.ingestion.rights;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What a person is handed over. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ExportComponentTest extends KnownPerson {
  @Inject Reminder reminder;

  @Test
  void anExportHoldsWhatAllHandedOverAndNobodyCanReadTheLogAfterwards() throws IOException {
    refused();
    String id = post("exports", Map.of("userId", user));
    assertThat(post("exports", Map.of("cid", cid))).as("under way").isEqualTo(id);
    JsonNode request = requested(id);
    staff("privacy-officer")
        .get("/v1/privacy/exports/" + id + "/archive")
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:not-ready"));
    reminder.remind(Instant.now());
    await()
        .untilAsserted(
            () ->
                assertThat(Log.values(Topics.PRIVACY_REQUESTS))
                    .as("announced again as it was")
                    .filteredOn(request::equals)
                    .hasSize(2));
    for (String service : OTHERS) {
      answer(request, service, "{\"seen\":[\"by " + service + "\"]}");
    }
    await()
        .untilAsserted(
            () ->
                staff("privacy-officer")
                    .get("/v1/privacy/exports/" + id)
                    .then()
                    .body("state", equalTo("done")));
    Map<String, String> files =
        unzip(
            staff("privacy-officer")
                .get("/v1/privacy/exports/" + id + "/archive")
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .extract()
                .asByteArray());
    assertThat(files)
        .containsOnlyKeys(
            "request.json",
            "ingestion.json",
            "segmentation.json",
            "recommendation.json",
            "fraud.json",
            "experience.json");
    assertThat(files.get("ingestion.json"))
        .contains(user + "@example.com", "\"plan\"", visitor, "kept for " + user);
    assertThat(files.get("fraud.json")).contains("by fraud");

    assertThat(query("select private_key from privacy_request where id = ?", UUID.fromString(id)))
        .isNull();
    assertThat(
            query(
                "select count(*) from privacy_answer where data is not null and request_id = ?",
                UUID.fromString(id)))
        .isEqualTo("0");
    post("erasures", Map.of("userId", user));
    staff("privacy-officer").get("/v1/privacy/exports/" + id + "/archive").then().statusCode(404);
  }

  private static Map<String, String> unzip(byte[] zip) throws IOException {
    Map<String, String> files = new HashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
