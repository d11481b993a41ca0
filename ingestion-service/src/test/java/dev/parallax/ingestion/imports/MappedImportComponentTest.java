package dev.parallax.ingestion.imports;

import static dev.parallax.ingestion.Callers.gzip;
import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;
import com.jerolba.carpet.CarpetWriter;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of all formats by mappings of the firm's own. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class MappedImportComponentTest {
  private final String unique = Long.toString(System.nanoTime(), 36);
  private final String name = "till-" + unique;

  @Inject Jobs jobs;
  @Inject Pseudonyms pseudonyms;

  private Importing importing;

  /** A row as a warehouse writes it. */
  public record Sale(String who, String what, BigDecimal total, LocalDateTime at) {}

  @BeforeEach
  void open() {
    importing = new Importing(jobs);
  }

  @Test
  void aFileOfATillIsTakenInOnceHoweverOftenAndBadRowsAreKeptWithTheirNumber() {
    Importing.put(name, Importing.TILL)
        .statusCode(200)
        .body("version", equalTo(1))
        .body("target", equalTo("transactions"));
    Importing.put(name, Importing.TILL).statusCode(200).body("version", equalTo(1));
    byte[] file =
        Zstd.compress(
            """
            Konto;Kunde;Betrag;Zeit;Kasse;Beleg;Art
            K1;Müller%1$s;1.234,56 €;31.12.2025 23:30;Süd;B%1$s-1;Kauf
            K1;x;1,00 €;31.12.2025 23:30;;B%1$s-2;Storno
            K2;x;zwölf;31.12.2025 23:30;;B%1$s-3;Kauf
            K2;x;2,00 €;31.12.2025 23:30;;B%1$s-4
            K2;x;2,00 $;31.12.2025 23:30;;B%1$s-5;Kauf
            K3;;-7,5;1.1.2026 08:00;;B%1$s-6;Kauf
            K3;;-7,5;01.01.2026 08:00;;B%1$s-7;Kauf
            """
                .formatted(unique)
                .getBytes(Charset.forName("windows-1252")));
    Job job = importing.upload(name, file);
    JsonNode result = importing.succeed(job);
    assertThat(result.path("rows").asInt()).isEqualTo(7);
    assertThat(result.path("accepted").asInt()).isEqualTo(2);
    assertThat(result.path("dropped").asInt()).isEqualTo(1);
    assertThat(result.path("rejected").asInt()).isEqualTo(4);
    List<Integer> rows =
        staff("admin").get("/v1/rejected?import=" + job.id()).then().extract().path("items.row");
    assertThat(rows).containsExactly(6, 5, 4, 3);
    importing.succeed(importing.upload(name, file));
    List<JsonNode> events =
        Log.values(Topics.TRANSACTIONS).stream()
            .filter(t -> t.path("orderId").asText().startsWith("B" + unique))
            .toList();
    assertThat(events).hasSize(4);
    assertThat(events.stream().map(e -> e.path("id").asText()).distinct()).hasSize(2);
    JsonNode first =
        events.getFirst().path("orderId").asText().endsWith("-1")
            ? events.getFirst()
            : events.get(1);
    assertThat(first.path("amount").decimalValue()).isEqualByComparingTo("1234.56");
    assertThat(first.path("currency").asText()).isEqualTo("EUR");
    assertThat(first.path("occurredAt").asText()).isEqualTo("2025-12-31T22:30:00Z");
    assertThat(first.path("terminal").asText()).isEqualTo("Süd");
    assertThat(first.path("cid").asText()).startsWith("c_");
  }

  @Test
  void theSameRowsComeInEveryFormatAndPacking() throws IOException {
    String fields =
        """
        target: track
        fields:
          userId: who
          event: {value: Sold}
          properties.what: what
          properties.total: {from: total, cast: number}
          properties.run: {value: "%s"}
          timestamp: {from: at, date: iso}
        """;
    String csv =
        "who,what,total,at\nu1,Tee,3.50,2026-01-02T10:00:00\nu2,Kaffee,4,2026-01-02T11:00:00\n";
    String json =
        """
        {"who":"u1","what":"Tee","total":3.50,"at":"2026-01-02T10:00:00"}
        {"who":"u2","what":"Kaffee","total":4,"at":"2026-01-02T11:00:00"}
        """;
    record Case(String format, byte[] file) {}
    List<Case> cases =
        List.of(
            new Case("csv", Importing.bytes(csv)),
            new Case("csv", gzip(csv)),
            new Case("csv", zip(csv)),
            new Case("csv", Zstd.compress(Importing.bytes(csv))),
            new Case("jsonl", Importing.bytes(json)),
            new Case("jsonl", gzip(json)),
            new Case("jsonl", zip(json)),
            new Case("jsonl", Zstd.compress(Importing.bytes(json))),
            new Case(
                "parquet",
                parquet(
                    new Sale(
                        "u1",
                        "Tee",
                        new BigDecimal("3.50"),
                        LocalDateTime.parse("2026-01-02T10:00")),
                    new Sale(
                        "u2",
                        "Kaffee",
                        new BigDecimal("4.00"),
                        LocalDateTime.parse("2026-01-02T11:00")))));
    int number = 0;
    for (Case one : cases) {
      String run = unique + "-" + number++;
      String mapping = "format: {type: " + one.format() + "}\n" + fields.formatted(run);
      JsonNode result = importing.succeed(inline(mapping, one.file()));
      assertThat(result.path("accepted").asInt()).as(run + one.format()).isEqualTo(2);
      List<JsonNode> events =
          Log.values(Topics.CUSTOMER_EVENTS).stream()
              .filter(e -> run.equals(e.path("properties").path("run").asText()))
              .toList();
      assertThat(events)
          .extracting(
              e ->
                  e.path("properties").path("what").asText()
                      + " "
                      + e.path("properties").path("total").decimalValue().stripTrailingZeros()
                      + " "
                      + e.path("occurredAt").asText())
          .containsExactlyInAnyOrder(
              "Tee 3.5 2026-01-02T10:00:00Z", "Kaffee 4 2026-01-02T11:00:00Z");
    }
    byte[] cut = Zstd.compress(Importing.bytes(csv.repeat(1000)));
    Importing.define(
            "format: {type: csv}\n" + fields.formatted("x"), Arrays.copyOf(cut, cut.length - 9))
        .statusCode(400)
        .body("errors[0].message", containsString("no whole gzip, zip or zstd"));
    Importing.define("format: {type: parquet}\n" + fields.formatted("x"), Importing.bytes(csv))
        .statusCode(400)
        .body("errors[0].message", containsString("no whole Parquet"));
  }

  @Test
  void aRefusedRowOfAMappedFileIsItsPersonsAndLeavesWithThem() {
    String cid = pseudonyms.customer("Kunde" + unique);
    byte[] file =
        """
        Konto;Kunde;Betrag;Zeit;Kasse;Beleg;Art
        K1;Kunde%1$s;zwölf;31.12.2025 23:30;;B%1$s-1;Kauf
        ;Kunde%1$s;2,00 €;31.12.2025 23:30;;B%1$s-2;Kauf
        K1;null;zwölf;31.12.2025 23:30;;B%1$s-3;Kauf
        """
            .formatted(unique)
            .getBytes(Charset.forName("windows-1252"));
    String id = Importing.define(Importing.TILL, file).statusCode(202).extract().path("id");
    assertThat(importing.succeed(jobs.find(id).orElseThrow()).path("rejected").asInt())
        .isEqualTo(3);
    assertThat(
            query(
                "select string_agg(row_number || ':' || coalesce(cid, '-'), ',' order by row_number) from rejected where import_id = ?",
                id))
        .as("refused by the mapping, refused by its target, and an id that is nobody's")
        .isEqualTo("1:%s,2:%s,3:-".formatted(cid, cid));
    staff("privacy-officer")
        .contentType("application/json")
        .body("{\"userId\":\"Kunde" + unique + "\"}")
        .post("/v1/privacy/erasures")
        .then()
        .statusCode(202);
    assertThat(query("select count(*) from rejected where import_id = ?", id)).isEqualTo("1");
  }

  @Test
  void aRowThatIsTooLargeToBeImportedIsNoneThatAReplayTakesIn() {
    String mapping =
        """
        format: {type: csv}
        target: track
        fields:
          userId: who
          event: {value: "Large %1$s"}
          properties.a: text
          properties.b: text
        """
            .formatted(unique);
    String text = "x".repeat(20 * 1024); // Twice that is more than an event may have.
    Job job = inline(mapping, Importing.bytes("who,text\nu%s,%s\n".formatted(unique, text)));
    assertThat(importing.succeed(job).path("reasons").toString()).isEqualTo("{\"too-large\":1}");
    String id = query("select id::text from rejected where import_id = ?", job.id());
    String asItIs = "{\"select\":{\"ids\":[\"%s\"]},\"patch\":[],\"dryRun\":%s}";
    patch(asItIs.formatted(id, true))
        .statusCode(200)
        .body("mended", equalTo(0))
        .body("reasons.code", equalTo(List.of("too-large")));
    assertThat(replayed(asItIs.formatted(id, false))).isZero();
    String shorter =
        "{\"select\":{\"ids\":[\"%s\"]},\"patch\":[{\"op\":\"replace\",\"path\":\"/text\",\"value\":\"y\"}],\"dryRun\":false}";
    assertThat(replayed(shorter.formatted(id))).isOne();
    assertThat(Log.values(Topics.CUSTOMER_EVENTS))
        .filteredOn(e -> e.path("name").asText().equals("Large " + unique))
        .singleElement()
        .satisfies(e -> assertThat(e.at("/properties/b").asText()).isEqualTo("y"));
  }

  private int replayed(String body) {
    String id = patch(body).statusCode(202).extract().path("id");
    return importing.succeed(jobs.find(id).orElseThrow()).path("replayed").asInt();
  }

  private static ValidatableResponse patch(String body) {
    return staff("admin")
        .contentType("application/json")
        .body(body)
        .post("/v1/rejected/patches")
        .then();
  }

  private Job inline(String mapping, byte[] file) {
    String id = Importing.define(mapping, file).statusCode(202).extract().path("id");
    return jobs.find(id).orElseThrow();
  }

  private static byte[] zip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("data"));
      zip.write(Importing.bytes(text));
    }
    return out.toByteArray();
  }

  private static byte[] parquet(Sale... sales) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CarpetWriter<Sale> writer =
        new CarpetWriter.Builder<>(out, Sale.class).withDefaultDecimal(12, 2).build()) {
      writer.write(Arrays.asList(sales));
    }
    return out.toByteArray();
  }
}
