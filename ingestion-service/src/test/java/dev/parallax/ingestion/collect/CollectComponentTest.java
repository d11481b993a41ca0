package dev.parallax.ingestion.collect;

import static dev.parallax.ingestion.Callers.gzip;
import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.profile.KnownConsent;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class CollectComponentTest {
  @Inject KnownConsent known;

  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);

  @Test
  void aTrackedEventIsOnTheLogUnderItsPseudonymWhenItIsAcknowledged() {
    String user = "alice-" + UUID.randomUUID();
    String messageId = UUID.randomUUID().toString();
    shop()
        .body(
            """
            {"userId":"%s","messageId":"%s","event":"Product Viewed","timestamp":"2026-03-01T12:00:00Z",
             "properties":{"product_id":"P1","price":"12.50","currency":"eur","email":"alice@example.com",
                           "note":"call +49 171 1234567 or alice@example.com"},
             "context":{"ip":"10.1.2.3","userAgent":"Mozilla/5.0 (Windows NT 10.0) Chrome/120.0","locale":"de-DE",
                        "page":{"url":"https://shop.example/p?email=alice%%40example.com"}}}
            """
                .formatted(user, messageId))
        .post("/v1/track")
        .then()
        .statusCode(200)
        .body("success", equalTo(true));

    var records =
        Log.read(Topics.CUSTOMER_EVENTS).stream()
            .filter(r -> ("shop:" + messageId).equals(Log.header(r, "ce_id")))
            .toList();
    assertThat(records).hasSize(1);
    assertThat(Log.header(records.getFirst(), "ce_type")).isEqualTo("dev.parallax.customer-event");
    JsonNode event = Log.json(records.getFirst());
    assertThat(records.getFirst().key()).isEqualTo(pseudonyms.customer(user));
    assertThat(event.path("cid").asText()).isEqualTo(pseudonyms.customer(user));
    assertThat(event.path("occurredAt").asText()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(event.path("properties").path("price").decimalValue()).isEqualByComparingTo("12.5");
    assertThat(event.path("properties").path("currency").asText()).isEqualTo("EUR");
    assertThat(event.path("properties").path("note").asText())
        .isEqualTo("call [number] or [email]");
    assertThat(event.path("context").path("client").path("browser").asText()).isEqualTo("Chrome");
    assertThat(event.toString())
        .doesNotContain(user, "alice@", "alice%40", "10.1.2.3", "1234567", "Mozilla");
  }

  @Test
  void aBatchIsTakenInAsFarAsItIsValidAndTheRestIsListedAndKept() {
    String good = UUID.randomUUID().toString();
    String bad = UUID.randomUUID().toString();
    shop()
        .body(
            """
            {"sentAt":"2026-03-01T12:00:00Z","batch":[
              {"type":"track","messageId":"%s","userId":"u1","event":"Signed Up"},
              {"type":"track","messageId":"%s","userId":"u1"},
              {"type":"dance","userId":"u1"},
              {"type":"page","name":"Home"},
              7]}
            """
                .formatted(good, bad))
        .post("/v1/batch")
        .then()
        .statusCode(200)
        .body("success", equalTo(true))
        .body("accepted", equalTo(1))
        .body("rejected", hasSize(4))
        .body("rejected[0].index", equalTo(1))
        .body("rejected[0].messageId", equalTo(bad))
        .body("rejected[0].errors[0].field", equalTo("event"))
        .body("rejected[1].errors[0].message", containsString("must be one of track, identify"))
        .body("rejected[2].errors[0].field", equalTo("userId"))
        .body("rejected[3].errors[0].message", equalTo("must be an object"));
    assertThat(idsOnTheLog()).containsOnlyOnce("shop:" + good).doesNotContain("shop:" + bad);
  }

  @Test
  void aGzippedBatchIsRead() throws IOException {
    String id = UUID.randomUUID().toString();
    shop()
        .header("Content-Encoding", "gzip")
        .body(
            gzip(
                "{\"batch\":[{\"type\":\"track\",\"messageId\":\"%s\",\"anonymousId\":\"v1\",\"event\":\"X\"}]}"
                    .formatted(id)))
        .post("/v1/batch")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1));
    assertThat(idsOnTheLog()).contains("shop:" + id);
  }

  @Test
  void anAnswerThatIsRepeatedWithEveryBatchIsReadAgainButOpensNoTransaction() {
    String user = "sdk-" + UUID.randomUUID();
    String cid = pseudonyms.customer(user);
    answer(user, true);
    String stored = row(cid);
    assertThat(stored).isNotNull();
    for (int i = 0; i < 2; i++) {
      known.forget(Set.of(cid));
      answer(user, true);
      // Neither written nor locked: a lock, too, leaves its transaction in the row.
      assertThat(row(cid)).isEqualTo(stored);
    }
    known.forget(Set.of(cid));
    answer(user, false);
    assertThat(row(cid)).as("news").isNotEqualTo(stored);
    assertThat(query("select state #>> '{consent,marketing,v}' from customer where cid = ?", cid))
        .isEqualTo("false");
  }

  private static void answer(String user, boolean agreed) {
    shop()
        .body(
            """
            {"batch":[{"type":"track","userId":"%1$s","event":"Seen","context":{"consent":{"categoryPreferences":{"marketing":%2$s}}}},
                      {"type":"track","userId":"%1$s","event":"Seen","context":{"consent":{"categoryPreferences":{"marketing":%2$s}}}}]}
            """
                .formatted(user, agreed))
        .post("/v1/batch")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(2));
  }

  private static String row(String cid) {
    return query(
        "select xmin || ' ' || xmax || ' ' || version || ' ' || state from customer where cid = ?",
        cid);
  }

  @Test
  void whoSignsInAgainAsBeforeOpensNoTransaction() {
    String user = "again-" + UUID.randomUUID();
    String cid = pseudonyms.customer(user);
    signIn(user, "gold");
    String profile = row(cid);
    String sealed = sealed(cid);
    assertThat(sealed).isNotNull();
    signIn(user, "gold");
    assertThat(row(cid)).isEqualTo(profile);
    assertThat(sealed(cid)).isEqualTo(sealed);
    signIn(user, "silver");
    assertThat(row(cid)).as("news").isNotEqualTo(profile);
    assertThat(sealed(cid)).as("nothing new for the vault").isEqualTo(sealed);
  }

  private static void signIn(String user, String plan) {
    shop()
        .body(
            """
            {"batch":[{"type":"identify","userId":"%1$s","anonymousId":"of-%1$s",
                       "traits":{"email":"%1$s@shop.example","plan":"%2$s","age":41.5}}]}
            """
                .formatted(user, plan))
        .post("/v1/batch")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1));
  }

  @Test
  void whatAChangeInTheSameBatchUndoesIsNoRepeat() {
    String user = "back-" + UUID.randomUUID();
    String cid = pseudonyms.customer(user);
    signIn(user, "gold");
    answer(user, false);
    String kept = kept(cid);
    shop()
        .body(
            """
            {"batch":[{"type":"identify","userId":"%1$s","traits":{"plan":"free","email":"other@shop.example"}},
                      {"type":"identify","userId":"%1$s","traits":{"plan":"gold","email":"%1$s@shop.example"}},
                      %2$s,%3$s]}
            """
                .formatted(user, seen(user, true), seen(user, false)))
        .post("/v1/batch")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(4));
    assertThat(query("select state #>> '{traits,plan,v}' from customer where cid = ?", cid))
        .isEqualTo("gold");
    assertThat(query("select state #>> '{consent,marketing,v}' from customer where cid = ?", cid))
        .isEqualTo("false");
    assertThat(kept(cid)).isEqualTo(kept);
  }

  private static String kept(String cid) {
    return query("select sealed::text from vault where cid = ?", cid);
  }

  private static String seen(String user, boolean agreed) {
    return """
        {"type":"track","userId":"%s","event":"Seen","context":{"consent":{"categoryPreferences":{"marketing":%s}}}}"""
        .formatted(user, agreed);
  }

  private static String sealed(String cid) {
    return query("select xmin || ' ' || xmax || ' ' || sealed::text from vault where cid = ?", cid);
  }

  private static List<String> idsOnTheLog() {
    return Log.read(Topics.CUSTOMER_EVENTS).stream().map(r -> Log.header(r, "ce_id")).toList();
  }
}
