package dev.parallax.ingestion.imports;

import static dev.parallax.ingestion.Callers.gzip;
import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.staff;
import static dev.parallax.ingestion.Callers.update;
import static dev.parallax.ingestion.imports.Importing.RETAIL;
import static dev.parallax.ingestion.imports.Importing.events;
import static dev.parallax.ingestion.imports.Importing.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicas that die within an import, and files that are not what they are said to be. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ImportFailureComponentTest {
  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String unique = Long.toString(System.nanoTime());

  @Inject Jobs jobs;
  @Inject Spool spool;

  private Importing importing;

  @BeforeEach
  void open() {
    importing = new Importing(jobs);
  }

  @Test
  void anImportWhoseReplicaDiedGoesOnAtItsCheckpointAndItsCountsAreThoseOfTheWholeFile()
      throws IOException {
    StringBuilder text = new StringBuilder(RETAIL);
    for (int i = 0; i < 25_000; i++) {
      String quantity = i % 100 == 7 ? "-1" : "1";
      text.append("R%s%d,P,MUG,%s,2010-12-01 08:26:00,2.5,,UK\n".formatted(unique, i, quantity));
    }
    Job job =
        dead(
            text.toString(),
            "online-retail",
            """
            {"row":20000,"tally":{"accepted":19800,"rejected":200,"reasons":{"stock-adjustment":200},
             "published":{"catalog":1,"customer-events":19799},"notes":{"serviceCharges":19799}}}
            """);
    JsonNode result = importing.succeed(job);
    assertThat(result.path("rows").asInt()).isEqualTo(25_000);
    assertThat(result.path("accepted").asInt()).isEqualTo(24_750);
    assertThat(result.path("rejected").asInt()).isEqualTo(250);
    assertThat(result.path("published").path("customer-events").asInt()).isEqualTo(24_750);
    assertThat(result.path("notes").path("serviceCharges").asInt()).isEqualTo(24_750);
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

  @ParameterizedTest
  @ValueSource(
      strings = {"online-retail", "transactions", "events", "erased-payments@1", "erased-calls@1"})
  void whoWasErasedWhileAFileWasTakenInIsNotBroughtBackByTheRestOfIt(String mapping)
      throws IOException {
    String fields =
        "{id: id, account: account, userId: userId, amount: {from: amount, cast: number}, currency: currency, occurredAt: occurredAt}";
    String csv = "format: {type: csv}\n";
    Importing.put("erased-payments", csv + "target: transactions\nfields: " + fields)
        .statusCode(lessThan(300));
    Importing.put("erased-calls", csv + "target: track\nfields: {userId: userId, event: event}")
        .statusCode(lessThan(300));
    String gone = "71" + unique;
    String stays = "72" + unique;
    staff("privacy-officer")
        .contentType("application/json")
        .body("{\"userId\":\"" + gone + "\"}")
        .post("/v1/privacy/erasures")
        .then()
        .statusCode(202);
    StringBuilder text = new StringBuilder(header(mapping));
    for (String user : List.of("73" + unique, gone, stays)) {
      text.append(row(mapping, user)).append('\n');
    }

    JsonNode result =
        importing.succeed(
            dead(
                text.toString(),
                mapping,
                Set.of(Purpose.ANALYTICS),
                "{\"row\":1,\"tally\":{\"accepted\":1}}"));

    assertThat(result.path("reasons")).isEmpty();
    assertThat(result.path("accepted").asInt()).isEqualTo(3);
    assertThat(held(stays)).as("held of who was not erased").isNotEqualTo("0 0");
    assertThat(held(gone)).isEqualTo("0 0");
    String cid = pseudonyms.customer(gone);
    for (String topic : List.of(Topics.CUSTOMER_EVENTS, Topics.TRANSACTIONS)) {
      assertThat(Log.values(topic)).noneMatch(e -> cid.equals(e.path("cid").asText()));
    }
  }

  private static String header(String mapping) {
    return switch (mapping) {
      case "online-retail" -> RETAIL;
      case "events" -> "";
      case "erased-calls@1" -> "userId,event\n";
      default -> "id,account,amount,currency,occurredAt,userId\n";
    };
  }

  private String row(String mapping, String user) {
    return switch (mapping) {
      case "online-retail" -> "E" + user + ",P,MUG,1,2010-12-01 08:26:00,2.5," + user + ",France";
      case "events" -> "{\"type\":\"track\",\"userId\":\"" + user + "\",\"event\":\"E\"}";
      case "erased-calls@1" -> user + ",E";
      default -> "t" + user + ",A1,10.50,EUR,2020-01-01T00:00:00Z," + user;
    };
  }

  private String held(String user) {
    return query(
        "select (select count(*) from customer where cid = c and state <> '{}'::jsonb) || ' ' ||"
            + " (select count(*) from vault where cid = c) from (values (?)) as person(c)",
        pseudonyms.customer(user));
  }

  @Test
  void rowsThatWereKeptBeforeTheCrashAreNotKeptTwice() throws IOException {
    String text =
        "{\"type\":\"x\"}\n"
            + "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\"}\n"
            + "{\"type\":\"y\"}\n";
    Job job =
        dead(
            text,
            "events",
            "{\"row\":1,\"tally\":{\"accepted\":0,\"rejected\":1,\"reasons\":{\"unknown-type\":1}}}");
    JsonNode result = importing.succeed(job);
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
    Job job =
        importing.finished(importing.upload("events", Arrays.copyOf(whole, whole.length - 100)));
    assertThat(job.state()).isEqualTo(Job.State.FAILED);
    assertThat(job.error()).contains("nothing of it was taken in");
    assertThat(events("api:b" + unique + "-0")).isEmpty();
  }

  @Test
  void whatWasTakenInBeforeTheFileTurnedOutBrokenIsCounted() {
    StringBuilder text = new StringBuilder("id,account,amount,currency,occurredAt\n");
    for (int i = 0; i < 12_000; i++) {
      String amount = i == 7 ? "much" : "1";
      text.append("h%s-%d,A,%s,EUR,2020-01-01T00:00:00Z\n".formatted(unique, i, amount));
    }
    text.append('"').append("x".repeat(2 * 1024 * 1024));
    Job job =
        importing.finished(
            importing.upload("transactions", text.toString().getBytes(StandardCharsets.UTF_8)));
    assertThat(job.state()).isEqualTo(Job.State.FAILED);
    assertThat(job.error()).contains("after row 12000 does not end");
    long published =
        Log.values(Topics.TRANSACTIONS).stream()
            .filter(t -> t.path("id").asText().startsWith("h" + unique))
            .count();
    assertThat(job.result()).isNotNull();
    assertThat(job.result().path("accepted").asLong()).isEqualTo(published).isEqualTo(9_999);
    assertThat(job.result().path("rejected").asLong()).isEqualTo(1);
    assertThat(job.result().path("published").path("transactions").asLong()).isEqualTo(published);
  }

  private static void refused(String mapping, byte[] content, String field, String message) {
    post(mapping, content)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo(field))
        .body("errors[0].message", containsString(message));
  }

  /**
   * A job as a killed replica leaves it: running, with its file and a checkpoint, and no heartbeat
   * any more.
   */
  private Job dead(String text, String mapping, String checkpoint) throws IOException {
    return dead(text, mapping, Set.of(), checkpoint);
  }

  private Job dead(String text, String mapping, Set<Purpose> consent, String checkpoint)
      throws IOException {
    String id = jobs.newId();
    spool.store(id, Files.writeString(Path.of("target", "dead-" + id), text));
    String params =
        new ImportRequest(
                mapping,
                null,
                "api",
                dev.parallax.ingestion.source.Authority.FULL,
                consent,
                Long.MAX_VALUE,
                Instant.parse("2026-03-01T00:00:00Z"))
            .toParams()
            .toString();
    update(
        "insert into job (id, kind, state, params, checkpoint, owner, heartbeat_at, attempts,"
            + " created_at) values (?, 'import', 'running', ?::jsonb, ?::jsonb, 'dead', now() -"
            + " interval '1 hour', 1, now())",
        id,
        params,
        checkpoint);
    return jobs.find(id).orElseThrow();
  }
}
