package dev.parallax.ingestion.identity;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.archive.Archive;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.pseudonym.Cid;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class SplitComponentTest {
  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String run = UUID.randomUUID().toString();
  private final String ann = "ann-" + run;
  private final String ben = "ben-" + run;
  private final String card = "card-" + run;

  @Inject SplitWatch watch;
  @Inject Archive archive;
  @Inject KnownLinks known;
  @Inject Erasures erasures;

  @Test
  void aSharedCardJoinsTwoAndASplitPartsThemForGood() throws InterruptedException {
    post("identify", "{'userId':'%s','anonymousId':'a1-%s','traits':{'plan':'gold'}}", ann, run);
    post(
        "identify",
        "{'userId':'%s','anonymousId':'b1-%s','traits':{'plan':'free','loyaltyCard':'%s'}}",
        ben,
        run,
        card);
    post(
        "identify",
        "{'userId':'%s','traits':{'loyalty_card':' %s '}}",
        ann,
        card.toUpperCase(Locale.ROOT));
    String a = pseudonyms.customer(ann);
    String b = pseudonyms.customer(ben);
    String stays = List.of(a, b).stream().min(Cid.SENIORITY).orElseThrow();
    String ends = stays.equals(a) ? b : a;
    JsonPath joined = identity(a);
    assertThat(joined.getString("cid")).isEqualTo(stays);
    assertThat(joined.getList("members.cid")).contains(ends, anonymous("a1-"), anonymous("b1-"));
    assertThat(joined.getList("history.items.kind")).contains("identifier", "sign-in");
    assertThat(joined.prettify()).doesNotContain(card, card.toUpperCase(Locale.ROOT), ann, ben);
    for (String table : List.of("customer", "vault", "outbox", "identity_identifier")) {
      assertThat(query("select count(*) from " + table + " t where t::text ilike ?", like(card)))
          .isEqualTo("0");
    }
    assertThat(Log.values(Topics.CUSTOMER_EVENTS).toString()).doesNotContainIgnoringCase(card);
    assertThat(Log.values(Topics.CUSTOMER_PROFILES).toString()).doesNotContainIgnoringCase(card);

    // Somebody new comes by way of the one that ended: goes with it.
    String endsUser = ends.equals(a) ? ann : ben;
    post("track", "{'userId':'%s','anonymousId':'new-%s','event':'X'}", endsUser, run);
    String root =
        staff("privacy-officer")
            .contentType("application/json")
            .body("{\"from\":\"" + ends + "\"}")
            .post("/v1/customers/" + stays + "/split")
            .then()
            .statusCode(200)
            .body("left", equalTo(stays))
            .body("root", equalTo(ends))
            .body("members", hasItem(anonymous("new-")))
            .extract()
            .path("root");
    JsonNode announced =
        Log.await(Topics.IDENTITY_SPLITS, s -> ends.equals(s.path("into").asText())).getLast();
    assertThat(announced.path("from").asText()).isEqualTo(stays);
    assertThat(announced.path("profile").path("traits").path("plan").asText())
        .isEqualTo(ends.equals(a) ? "gold" : "free");
    assertThat(identity(ends).getString("cid")).isEqualTo(root).isEqualTo(ends);
    assertThat(identity(anonymous("new-")).getString("cid")).isEqualTo(ends);
    assertThat(identity(stays).getList("apart")).hasSize(1);
    assertThat(archive.flush(List.of(Topics.IDENTITY_SPLITS), Duration.ofSeconds(20))).isTrue();
    assertThat(query("select count(*) from archive_file where topic = 'identity-splits'"))
        .as("files of splits in the archive")
        .isNotEqualTo("0");

    // The same card, an alias and a sign-in: nothing joins them again.
    post("identify", "{'userId':'%s','traits':{'loyaltyCard':'%s'}}", ann, card);
    post("identify", "{'userId':'%s','traits':{'loyaltyCard':'%s'}}", ben, card);
    post("alias", "{'userId':'%s','previousId':'%s'}", ann, ben);
    post("track", "{'userId':'%s','event':'After the split'}", endsUser);
    assertThat(identity(ends).getString("cid")).isEqualTo(ends);
    assertThat(
            Log.values(Topics.CUSTOMER_EVENTS).stream()
                .filter(e -> "After the split".equals(e.path("name").asText()))
                .map(e -> e.path("cid").asText()))
        .contains(ends)
        .doesNotContain(stays);

    // But a person in charge does.
    staff("admin")
        .contentType("application/json")
        .body("{\"from\":\"" + ends + "\"}")
        .post("/v1/customers/" + stays + "/merge")
        .then()
        .statusCode(200)
        .body("cid", equalTo(stays));
    assertThat(identity(ends).getString("cid")).isEqualTo(stays);
    assertThat(Log.await(Topics.IDENTITY_MERGES, m -> ends.equals(m.path("from").asText())))
        .extracting(m -> m.path("id").asText())
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void anotherReplicaForgetsWhatWasSplit() {
    post("alias", "{'userId':'%s','previousId':'%s'}", ann, ben);
    String a = pseudonyms.customer(ann);
    String b = pseudonyms.customer(ben);
    String ends = known.resolve(a).equals(a) ? b : a;
    staff("admin")
        .contentType("application/json")
        .body("{\"from\":\"" + ends + "\"}")
        .post("/v1/customers/" + a + "/split")
        .then()
        .statusCode(200);
    known.remember(Map.of(ends, "c_stale"), known.epoch());
    update(
        "insert into identity_split values (nextval('identity_version'), ?, array[?])", ends, ends);
    watch.look();
    assertThat(known.resolve(ends)).isEqualTo(ends);
  }

  @Test
  void aMergeThatIsOnItsWayWhileOneIsErasedBringsNobodyBack() throws Exception {
    post("identify", "{'userId':'%s','traits':{'plan':'gold'}}", ann);
    post("identify", "{'userId':'%s','traits':{'plan':'gold'}}", ben);
    String a = pseudonyms.customer(ann);
    String b = pseudonyms.customer(ben);
    FutureTask<Integer> merge =
        new FutureTask<>(
            () ->
                staff("admin")
                    .contentType("application/json")
                    .body("{\"from\":\"" + b + "\"}")
                    .post("/v1/customers/" + a + "/merge")
                    .statusCode());
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              erasures.lock();
              Thread.ofVirtual().start(merge);
              await()
                  .until(
                      () ->
                          !query(
                                  "select count(*) from pg_locks where locktype = 'advisory' and not granted")
                              .equals("0"));
              erasures.mark(List.of(b), Instant.now());
            });
    assertThat(merge.get()).isEqualTo(409);
    assertThat(query("select count(*) from identity_link where from_cid in (?, ?)", a, b))
        .isEqualTo("0");
  }

  @Test
  void whatCannotBeSplitIsNamed() {
    post("identify", "{'userId':'%s','anonymousId':'x-%s'}", ann, run);
    String a = pseudonyms.customer(ann);
    for (String body : List.of("{}", "{\"from\":\"" + a + "\",\"merge\":1}")) {
      refused(a, body, "from");
    }
    refused(a, "{\"from\":\"" + a + "\"}", "from");
    refused(a, "{\"merge\":1}", "merge");
    refused("c_nobody", "{\"merge\":1}", "cid");
    staff("analyst")
        .contentType("application/json")
        .body("{}")
        .post("/v1/customers/" + a + "/split")
        .then()
        .statusCode(403);
    staff("analyst")
        .get("/v1/customers/" + pseudonyms.customer("nobody-" + run) + "/identity")
        .then()
        .statusCode(404)
        .body("errors[0].field", equalTo("cid"));
    staff("analyst")
        .get("/v1/customers/" + a + "/identity?limit=1")
        .then()
        .statusCode(200)
        .body("history.items", hasSize(1))
        .body("cid", containsString("c_"));
    assertThat(query("select action from audit where subject = ?", a)).isEqualTo("identity-viewed");
  }

  private static void refused(String cid, String body, String field) {
    staff("admin")
        .contentType("application/json")
        .body(body)
        .post("/v1/customers/" + cid + "/split")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo(field));
  }

  private String anonymous(String prefix) {
    return pseudonyms.anonymous(prefix + run);
  }

  private static String like(String text) {
    return "%" + text + "%";
  }

  static JsonPath identity(String cid) {
    return staff("privacy-officer")
        .get("/v1/customers/" + cid + "/identity")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  static void post(String path, String body, Object... values) {
    shop()
        .body(body.formatted(values).replace('\'', '"'))
        .post("/v1/" + path)
        .then()
        .statusCode(200);
  }
}
