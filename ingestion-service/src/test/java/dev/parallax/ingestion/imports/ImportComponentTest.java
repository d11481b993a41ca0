package dev.parallax.ingestion.imports;

import static dev.parallax.ingestion.Callers.gzip;
import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static dev.parallax.ingestion.imports.Importing.RETAIL;
import static dev.parallax.ingestion.imports.Importing.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a good file, by each mapping. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ImportComponentTest {
  private static final String[] ASSERTED = {"consent", "analytics"};

  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String unique = Long.toString(System.nanoTime());

  @Inject Jobs jobs;

  private Importing importing;

  @BeforeEach
  void open() {
    importing = new Importing(jobs);
  }

  @Test
  void anAnalystAnswersForNobodyByAFile() {
    staff("analyst")
        .multiPart("mapping", "events")
        .multiPart("file", "data", "{}".getBytes(StandardCharsets.UTF_8))
        .multiPart("consent", "analytics")
        .post("/v1/imports")
        .then()
        .statusCode(403)
        .body("errors[0].field", equalTo("consent"));
    String user = "answers-" + UUID.randomUUID();
    String line =
        "{\"type\":\"track\",\"userId\":\"%s\",\"event\":\"X\",\"context\":{\"consent\":{\"categoryPreferences\":{\"analytics\":true}}}}";
    byte[] file = line.formatted(user).getBytes(StandardCharsets.UTF_8);
    Job refused = importing.upload("events", file);
    assertThat(importing.succeed(refused).path("rejected").asInt()).isOne();
    assertThat(query("select field from rejected where import_id = ?", refused.id()))
        .isEqualTo("context.consent");
    String stored = "select count(*) from customer where cid = ?";
    String cid = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET).customer(user);
    assertThat(query(stored, cid)).isEqualTo("0");
    String id =
        staff("admin")
            .multiPart("mapping", "events")
            .multiPart("file", "data", file)
            .post("/v1/imports")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    importing.succeed(jobs.find(id).orElseThrow());
    assertThat(query(stored, cid)).isEqualTo("1");
  }

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
        importing.succeed(
            importing.upload(
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
  void onlyWhatWasPublishedIsCalledPublished() throws IOException {
    String text =
        RETAIL
            + "S%1$s,A%1$s,MUG BLUE,2,2010-12-01 08:26:00,2.5,7%1$s,France\n"
            + "T%1$s,B%1$s,MUG RED,2,2010-12-01 08:26:00,2.5,7%1$s,France\n";
    byte[] file = gzip(text.formatted(unique));
    assertThat(importing.succeed(importing.upload("online-retail", file)).path("published"))
        .hasToString("{\"catalog\":2,\"customer-events\":2,\"customer-profiles\":1}");
    assertThat(importing.succeed(importing.upload("online-retail", file)).path("published"))
        .as("customer-events go out once more, under their ids; the rest is known")
        .hasToString("{\"customer-events\":2}");
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
    importing.succeed(
        importing.upload(
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
  void theOperatorsWordCountsInEveryFormat() throws IOException {
    String[] cids = {
      pseudonyms.customer("e" + unique),
      pseudonyms.anonymous("v" + unique),
      pseudonyms.customer("t" + unique)
    };
    String events =
        """
        {"type":"track","userId":"e%1$s","event":"X"}
        {"type":"track","userId":"e%1$s","event":"Y"}
        {"type":"page","anonymousId":"v%1$s","name":"Z"}
        """
            .formatted(unique);
    JsonNode result = importing.succeed(importing.upload("events", bytes(events), ASSERTED));
    assertThat(result.path("published").path(Topics.CUSTOMER_PROFILES).asInt()).isEqualTo(2);
    String payments =
        """
        id,account,amount,currency,occurredAt,userId
        c%1$s,A1,10.50,EUR,2020-01-01T00:00:00Z,t%1$s
        d%1$s,A1,10.50,EUR,2020-01-01T00:00:00Z,
        """
            .formatted(unique);
    result = importing.succeed(importing.upload("transactions", bytes(payments), ASSERTED));
    assertThat(result.path("published").path(Topics.CUSTOMER_PROFILES).asInt()).isEqualTo(1);
    for (String cid : cids) {
      assertThat(
              Log.await(Topics.CUSTOMER_PROFILES, p -> cid.equals(p.path("cid").asText()))
                  .getLast()
                  .path("consent")
                  .path("analytics")
                  .asBoolean(false))
          .isTrue();
    }
  }

  @Test
  void anImportInASourcesNameCountsWhatTheSourceSentOnce() throws IOException {
    String call =
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"S\",\"messageId\":\"s" + unique + "\"}";
    shop().body(call).post("/v1/track").then().statusCode(200);
    importing.succeed(importing.upload("events", bytes(call), "source", "shop"));
    assertThat(events("shop:s" + unique)).hasSize(2); // the same id twice: consumers drop one
    Importing.post("events", bytes(call), "source", "nobody")
        .statusCode(400)
        .body("errors[0].field", equalTo("source"))
        .body("errors[0].message", containsString("shop"));
    shop()
        .contentType("multipart/form-data")
        .multiPart("mapping", "events")
        .multiPart("file", "data", bytes(call))
        .post("/v1/imports")
        .then()
        .statusCode(403);
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
    Job job = importing.upload("events", bytes(text));
    JsonNode result = importing.succeed(job);
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
    Job job = importing.upload("transactions", bytes(text));
    JsonNode result = importing.succeed(job);
    assertThat(jobs.find(job.id()).orElseThrow().total()).as("bytes").isEqualTo(text.length());
    assertThat(result.path("accepted").asInt()).isEqualTo(1);
    assertThat(result.path("reasons").path("missing-field").asInt()).isEqualTo(1);
    assertThat(Log.values(Topics.TRANSACTIONS))
        .anyMatch(t -> ("t" + unique).equals(t.path("id").asText()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
