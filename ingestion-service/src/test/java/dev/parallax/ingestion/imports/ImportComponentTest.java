package dev.parallax.ingestion.imports;

import static dev.parallax.ingestion.Callers.gzip;
import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ImportComponentTest {
  private static final String RETAIL =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String unique = Long.toString(System.nanoTime());

  @Inject Jobs jobs;
  @Inject Spool spool;

  @Test
  void invoicesBecomeOrdersAndEveryRowIsAccountedFor() throws IOException {
    String customer = "9" + unique;
    String text =
        RETAIL
            + "I%1$s,P%1$s,MUG BLUE,2,2010-12-01 08:26:00,2.5,%2$s.0,France\n"
            + "I%1$s,POST,POSTAGE,1,2010-12-01 08:26:00,18,%2$s.0,France\n"
            + "CI%1$s,P%1$s,MUG BLUE,-1,2010-12-02 08:26:00,2.5,%2$s.0,France\n"
            + "J%1$s,P%1$s,MUG BLUE,1,2010-12-02 09:26:00,2.5,,France\n"
            + "K%1$s,P%1$s,,-5,2010-12-02 09:26:00,0,,France\n"
            + "L%1$s,P%1$s,MUG\n";
    JsonNode result =
        succeed(
            upload(
                "online-retail", gzip(text.formatted(unique, customer)), "consent", "marketing"));
    assertThat(result.path("rows").asInt()).isEqualTo(6);
    assertThat(result.path("accepted").asInt()).isEqualTo(4);
    assertThat(result.path("rejected").asInt()).isEqualTo(2);
    assertThat(result.path("reasons").toString())
        .isEqualTo("{\"malformed-row\":1,\"stock-adjustment\":1}");
    assertThat(result.path("customers").asInt()).isEqualTo(1);
    assertThat(result.path("published").path("customer-events").asInt()).isEqualTo(3);

    String cid = pseudonyms.customer(customer);
    assertThat(events("online-retail:I" + unique))
        .hasSize(1)
        .allSatisfy(
            e -> {
              assertThat(e.path("cid").asText()).isEqualTo(cid);
              assertThat(e.path("name").asText()).isEqualTo("Order Completed");
              assertThat(e.path("properties").path("total").decimalValue())
                  .isEqualByComparingTo("23");
              assertThat(e.path("properties").path("products")).hasSize(1);
            });
    assertThat(events("online-retail:CI" + unique))
        .extracting(e -> e.path("name").asText())
        .containsExactly("Order Refunded");
    assertThat(events("online-retail:J" + unique))
        .allMatch(e -> e.path("cid").asText().startsWith("a_"));
    JsonNode profile =
        Log.await(Topics.CUSTOMER_PROFILES, p -> cid.equals(p.path("cid").asText())).getLast();
    assertThat(profile.path("traits").path("country").asText()).isEqualTo("France");
    assertThat(profile.path("consent").path("marketing").asBoolean()).isTrue();
    JsonNode item =
        Log.await(Topics.CATALOG, i -> ("P" + unique).equals(i.path("itemId").asText())).getLast();
    assertThat(item.path("category").asText()).isEqualTo("kitchen and dining");
  }

  @Test
  void theOperatorsWordOnConsentDoesNotOverruleTheCustomers() throws IOException {
    String customer = "8" + unique;
    shop()
        .body("{\"userId\":\"" + customer + "\",\"traits\":{\"consent\":{\"marketing\":false}}}")
        .post("/v1/identify")
        .then()
        .statusCode(200);
    String row = "M" + unique + ",P,MUG,1,2010-12-01 08:26:00,2.5," + customer + ",Spain\n";
    succeed(
        upload(
            "online-retail",
            (RETAIL + row).getBytes(StandardCharsets.UTF_8),
            "consent",
            "marketing,analytics"));
    String cid = pseudonyms.customer(customer);
    JsonNode profile =
        Log.await(
                Topics.CUSTOMER_PROFILES,
                p -> cid.equals(p.path("cid").asText()) && p.path("traits").has("country"))
            .getLast();
    assertThat(profile.path("consent").path("marketing").asBoolean(true)).isFalse();
    assertThat(profile.path("consent").path("analytics").asBoolean(false)).isTrue();
  }

  @Test
  void linesOfTheSegmentSpecAreTakenInAndBadOnesKeptWithTheirRow() {
    String text =
        """
        {"type":"track","userId":"u","event":"X","messageId":"m%1$s","timestamp":"2020-01-01T00:00:00Z","sentAt":"2020-01-01T00:00:09Z"}
        {"type":"track","userId":"u","event":"Y"}

        nonsense
        {"type":"track","userId":"u","event":"Z","properties":{"f":"%2$s"}}
        {"type":"dance","userId":"u","n":"%1$s"}
        """
            .formatted(unique, "x".repeat(40_000));
    Job job = upload("events", text.getBytes(StandardCharsets.UTF_8));
    JsonNode result = succeed(job);
    assertThat(result.path("accepted").asInt()).isEqualTo(2);
    assertThat(result.path("reasons").toString())
        .isEqualTo("{\"not-json\":1,\"too-large\":1,\"unknown-type\":1}");
    assertThat(events("api:m" + unique))
        .extracting(e -> e.path("occurredAt").asText())
        .containsExactly("2020-01-01T00:00:00Z");
    List<Integer> rows =
        staff("admin").get("/v1/rejected?import=" + job.id()).then().extract().path("items.row");
    assertThat(rows).containsExactly(5, 4, 3);
  }

  @Test
  void transactionsComeAsCsv() {
    String text =
        """
        id,account,amount,currency,occurredAt,terminal
        t%1$s,A1,10.50,EUR,2020-01-01T00:00:00Z,T1
        ,A1,10.50,EUR,2020-01-01T00:00:00Z,T1
        """
            .formatted(unique);
    JsonNode result = succeed(upload("transactions", text.getBytes(StandardCharsets.UTF_8)));
    assertThat(result.path("accepted").asInt()).isEqualTo(1);
    assertThat(result.path("reasons").path("missing-field").asInt()).isEqualTo(1);
    assertThat(Log.values(Topics.TRANSACTIONS))
        .anyMatch(t -> ("t" + unique).equals(t.path("id").asText()));
  }

  @Test
  void anImportWhoseReplicaDiedGoesOnAtItsCheckpointAndItsCountsAreThoseOfTheWholeFile()
      throws IOException {
    StringBuilder text = new StringBuilder(RETAIL);
    for (int i = 0; i < 25_000; i++) {
      String quantity = i % 100 == 7 ? "-1" : "1";
      text.append("R%s%d,P,MUG,%s,2010-12-01 08:26:00,2.5,,UK\n".formatted(unique, i, quantity));
    }
    Job job = dead(text.toString(), "online-retail", "{\"row\":20000,\"tally\":{}}");
    JsonNode result = succeed(job);
    assertThat(result.path("rows").asInt()).isEqualTo(25_000);
    assertThat(result.path("accepted").asInt()).isEqualTo(24_750);
    assertThat(result.path("rejected").asInt()).isEqualTo(250);
    assertThat(result.path("published").path("customer-events").asInt()).isEqualTo(24_750);
    assertThat(
            Log.read(Topics.CUSTOMER_EVENTS).stream()
                .filter(r -> Log.header(r, "ce_id").startsWith("online-retail:R" + unique))
                .count())
        .as("orders closed by a row after the checkpoint")
        .isEqualTo(4_951);
    assertThat(query("select count(*) from rejected where import_id = ?", job.id()))
        .isEqualTo("50");
    assertThat(Files.exists(spool.path(job.id()))).isFalse();
  }

  @Test
  void rowsThatWereKeptBeforeTheCrashAreNotKeptTwice() throws IOException {
    String text =
        "{\"type\":\"x\"}\n{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\"}\n{\"type\":\"y\"}\n";
    Job job =
        dead(
            text,
            "events",
            "{\"row\":1,\"tally\":{\"accepted\":0,\"rejected\":1,\"reasons\":{\"unknown-type\":1}}}");
    JsonNode result = succeed(job);
    assertThat(result.path("rows").asInt()).isEqualTo(3);
    assertThat(result.path("rejected").asInt()).isEqualTo(2);
    assertThat(query("select count(*) from rejected where import_id = ?", job.id())).isEqualTo("1");
  }

  @Test
  void aFileThatCannotBeThatIsRefusedAtOnce() throws IOException {
    byte[] cut = Arrays.copyOf(gzip(RETAIL), 12);
    refused("online-retail", cut, "file", "no whole gzip");
    refused(
        "online-retail", "a,b\n".getBytes(StandardCharsets.UTF_8), "file", "missing: InvoiceNo");
    refused("transactions", "a,b\n".getBytes(StandardCharsets.UTF_8), "file", "missing: account");
    refused(
        "events", "id,name\n".getBytes(StandardCharsets.UTF_8), "file", "JSON object on each line");
    refused("events", new byte[0], "file", "empty");
    refused("nothing", new byte[1], "mapping", "events, online-retail, transactions");
    staff("admin")
        .multiPart("mapping", "events")
        .multiPart("file", "f", "{}".getBytes(StandardCharsets.UTF_8))
        .multiPart("limit", "many")
        .post("/v1/imports")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("limit"));
    staff("admin")
        .multiPart("mapping", "events")
        .post("/v1/imports")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("file"));
  }

  @Test
  void aFileThatIsBrokenFurtherOnFailsBeforeAnythingOfItIsTakenIn() throws IOException {
    String line =
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"messageId\":\"b%s-%d\",\"properties\":{\"r\":\"%s\"}}\n";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      text.append(line.formatted(unique, i, UUID.randomUUID()));
    }
    byte[] whole = gzip(text.toString());
    Job job = finished(upload("events", Arrays.copyOf(whole, whole.length - 100)));
    assertThat(job.state()).isEqualTo(Job.State.FAILED);
    assertThat(job.error()).contains("nothing of it was taken in");
    assertThat(events("api:b" + unique + "-0")).isEmpty();
  }

  private static void refused(String mapping, byte[] content, String field, String message) {
    post(mapping, content)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo(field))
        .body("errors[0].message", containsString(message));
  }

  private static ValidatableResponse post(String mapping, byte[] content, String... more) {
    var request = staff("analyst").multiPart("mapping", mapping).multiPart("file", "data", content);
    for (int i = 0; i < more.length; i += 2) {
      request.multiPart(more[i], more[i + 1]);
    }
    return request.post("/v1/imports").then();
  }

  private Job upload(String mapping, byte[] content, String... more) {
    String id =
        post(mapping, content, more)
            .statusCode(202)
            .header("Location", containsString("/v1/jobs/"))
            .extract()
            .path("id");
    return jobs.find(id).orElseThrow();
  }

  /**
   * A job as a killed replica leaves it: running, with its file and a checkpoint, and no heartbeat
   * any more.
   */
  private Job dead(String text, String mapping, String checkpoint) throws IOException {
    String id = jobs.newId();
    spool.store(id, Files.writeString(Path.of("target", "dead-" + unique), text));
    String params =
        new ImportRequest(
                mapping, "api", Set.of(), Long.MAX_VALUE, Instant.parse("2026-03-01T00:00:00Z"))
            .toParams()
            .toString();
    update(
        "insert into job (id, kind, state, params, checkpoint, owner, heartbeat_at, attempts, created_at)"
            + " values (?, 'import', 'running', ?::jsonb, ?::jsonb, 'dead', now() - interval '1 hour', 1, now())",
        id,
        params,
        checkpoint);
    return jobs.find(id).orElseThrow();
  }

  private JsonNode succeed(Job job) {
    Job finished = finished(job);
    assertThat(finished.error()).isNull();
    return EventJson.mapper().valueToTree(finished.result());
  }

  private Job finished(Job job) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> jobs.find(job.id()).orElseThrow(), Job::finished);
  }

  private static List<JsonNode> events(String id) {
    return Log.values(Topics.CUSTOMER_EVENTS).stream()
        .filter(e -> id.equals(e.path("id").asText()))
        .toList();
  }
}
