package dev.parallax.ingestion.quarantine;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.vault.VaultCipher;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The workbench: what was rejected is grouped, tried out, mended and replayed, once. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class MendingComponentTest {
  private static final String PRICE =
      "[{'op':'test','path':'/properties/lines/0/price','value':'cheap'},"
          + "{'op':'replace','path':'/properties/lines/0/price','value':2}]";

  private final String unique = Long.toString(System.nanoTime(), Character.MAX_RADIX);
  private final String event = "Mended " + unique;

  @Inject Jobs jobs;
  @Inject RejectedStore store;
  @Inject Mending mending;
  @Inject VaultCipher cipher;
  @Inject Retention retention;
  @Inject Pseudonyms pseudonyms;

  @Test
  void inputsWithOneCauseAreOneGroup() {
    plan();
    batch("g1", "{'lines':[{'price':'cheap'}]}");
    batch("g2", "{'lines':[{'price':1},{'price':'dear'}]}");
    batch("g3", "{'lines':7}");
    ObjectNode group = group("properties.lines[].price");
    assertThat(group.path("count").asInt()).isEqualTo(2);
    assertThat(group.path("code").asText()).isEqualTo("wrong-type");
    assertThat(group.path("event").asText()).isEqualTo(event);
    assertThat(group.path("source").asText()).isEqualTo("shop");
    staff("analyst")
        .queryParam("group", group.path("group").asText())
        .get("/v1/rejected")
        .then()
        .statusCode(200)
        .body("items.messageId", equalTo(List.of("g2-" + unique, "g1-" + unique)))
        .body("items[0].id", equalTo(group.path("sample").asText()))
        .body("items.state", equalTo(List.of("open", "open")));
    assertThat(query("select cid from rejected where message_id = ?", "g1-" + unique))
        .isEqualTo(pseudonyms.customer("u" + unique));
    int seen = 0;
    String cursor = "";
    while (cursor != null) { // One page after the other comes by every group once.
      var page =
          staff("analyst").get("/v1/rejected/groups?limit=1&cursor=" + cursor).then().extract();
      seen += page.<List<String>>path("items.event").contains(event) ? 1 : 0;
      cursor = page.path("nextCursor");
    }
    assertThat(seen).isEqualTo(2);
  }

  @Test
  void aDryRunSaysWhatAPatchWouldDoAndChangesNothing() {
    plan();
    batch("d1", "{'lines':[{'price':'cheap'}]}");
    batch("d2", "{'lines':[{'price':'cheap'}]}");
    batch("d3", "{'lines':[{'price':'dear'}]}");
    String body = mend(PRICE, true);
    staffed("analyst", body)
        .statusCode(200)
        .body("matched", equalTo(3))
        .body("examined", equalTo(3))
        .body("mended", equalTo(2))
        .body("failing", equalTo(1))
        .body("reasons[0].code", equalTo("patch-failed"))
        .body("samples", nullValue());
    staffed("privacy-officer", body)
        .statusCode(200)
        .body("samples.size()", equalTo(3))
        .body("samples[0].before", containsString("\"price\":\"cheap\""))
        .body("samples[0].after", containsString("\"price\":2"))
        .body("samples[0].errors", nullValue())
        .body("samples[2].errors.field", hasItem("patch"));
    staffed("analyst", mend(PRICE, false)).statusCode(403);
    assertThat(states()).isEqualTo("open:3");
    assertThat(onLog()).isEmpty();
  }

  @Test
  void whatWasMendedArrivesInOrderWithItsOwnTimesAndOnce() {
    plan();
    for (int i = 0; i < 5; i++) {
      // The sender's clock is an hour slow.
      shop()
          .body(
              json(
                  "{'sentAt':'2026-03-01T11:00:00Z','context':{'locale':'de-DE'},'batch':[{'type':'track','userId':'u%s',"
                      + "'event':'%s','timestamp':'2026-03-01T10:59:0%d.000Z','properties':{'i':%d,'lines':[{'price':'cheap'}]}}]}",
                  unique, event, i, i))
          .post("/v1/batch")
          .then()
          .statusCode(200)
          .body("accepted", equalTo(0));
    }
    JsonNode result = replay(mend(PRICE, false));
    assertThat(result.path("replayed").asInt()).isEqualTo(5);
    assertThat(result.path("failing").asInt()).isZero();
    List<JsonNode> events = onLog();
    assertThat(events)
        .extracting(e -> e.at("/properties/i").asInt())
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(events).allSatisfy(e -> assertThat(e.path("id").asText()).contains("rejected-"));
    for (JsonNode one : events) {
      java.time.Instant received = java.time.Instant.parse(one.path("receivedAt").asText());
      java.time.Instant occurred = java.time.Instant.parse(one.path("occurredAt").asText());
      assertThat(Duration.between(occurred, received))
          .isEqualTo(Duration.ofSeconds(60 - one.at("/properties/i").asInt()));
      assertThat(one.at("/context/locale").asText()).isEqualTo("de-DE");
    }
    assertThat(replay(mend(PRICE, false)).path("replayed").asInt()).isZero();
    assertThat(onLog()).hasSize(5);
    assertThat(states()).isEqualTo("replayed:5");
  }

  @Test
  void aReplayWhoseReplicaDiedInTheMiddleCountsEachInputOnce() {
    plan();
    for (int i = 0; i < 6; i++) {
      shop()
          .body(
              json(
                  "{'userId':'u%s','event':'%s','properties':{'lines':[{'price':'cheap'}]}}",
                  unique, event))
          .post("/v1/track")
          .then()
          .statusCode(400);
    }
    Selection select = new Selection(null, null, null, null, event, null, null, null, null);
    Patch patch = new Patch(tree(PRICE), null);
    for (Quarantined row : store.page(select, null, 3)) { // On the log, and then it died.
      assertThat(mending.read(row, patch)).isInstanceOf(Checked.Valid.class);
      ((Checked.Valid<Runnable>) mending.read(row, patch)).value().run();
    }
    String id = jobs.newId();
    update(
        "insert into job (id, kind, state, params, owner, heartbeat_at, attempts, created_at)"
            + " values (?, 'replay-rejected', 'running', ?::jsonb, 'dead', now() - interval '1 hour', 1, now())",
        id,
        new ReplayRequest(select, patch).toParams(id, cipher).toString());
    JsonNode result = finished(id);
    assertThat(result.path("replayed").asInt()).isEqualTo(6);
    assertThat(onLog()).hasSize(9);
    assertThat(onLog().stream().map(e -> e.path("id").asText()).distinct()).hasSize(6);
    assertThat(query("select params::text from job where id = ?", id)).doesNotContain("cheap");
  }

  @Test
  void recordsOfEveryKindAreReplayed() {
    String none = ",'currency':'ZZZ'";
    send(
        "transactions",
        "{'id':'t-%1$s','userId':'u%1$s','account':'a','amount':1,'occurredAt':'2026-01-01T00:00:00Z'"
            + none
            + "}");
    send("catalog", "{'itemId':'i-%1$s','name':'n','category':'c','price':1" + none + "}");
    send("feedback", "{'userId':'u%1$s','kind':'nps','score':11,'text':'f-%1$s'}");
    send(
        "readings",
        "{'device':'d-%1$s','metric':'footfall','value':-1,'occurredAt':'2026-01-01T00:00:00Z','place':'p-%1$s'}");
    replayIds("transaction", "[{'op':'replace','path':'/currency','value':'EUR'}]");
    replayIds("catalog", "[{'op':'replace','path':'/currency','value':'EUR'}]");
    replayIds("feedback", "[{'op':'replace','path':'/score','value':10}]");
    replayIds("reading", "[{'op':'replace','path':'/value','value':1}]");
    assertThat(Log.await(Topics.TRANSACTIONS, e -> e.path("id").asText().equals("t-" + unique)))
        .hasSize(1);
    assertThat(Log.await(Topics.CATALOG, e -> e.path("itemId").asText().equals("i-" + unique)))
        .hasSize(1);
    assertThat(Log.await(Topics.FEEDBACK, e -> e.path("text").asText().equals("f-" + unique)))
        .singleElement()
        .satisfies(e -> assertThat(e.path("id").asText()).startsWith("shop:rejected-"));
    assertThat(Log.await(Topics.READINGS, e -> e.path("place").asText().equals("p-" + unique)))
        .hasSize(1);
  }

  @Test
  void aBodyThatWasNoJsonIsReplacedAsAWhole() {
    shop().body("{\"batch\":[").post("/v1/batch").then().statusCode(400);
    String id = newest("not-json");
    String whole =
        json(
            "{'batch':[{'type':'track','userId':'u%s','event':'%s'},{'type':'track','userId':'u%s','event':'%s','messageId':'w2-%s'}]}",
            unique, event, unique, event, unique);
    String body =
        "{\"select\":{\"ids\":[\"%s\"]},\"replace\":%s,\"dryRun\":%s}"
            .formatted(id, new com.fasterxml.jackson.databind.node.TextNode(whole), "%s");
    staffed("admin", body.formatted("true")).statusCode(200).body("mended", equalTo(1));
    staffed("admin", body.replace("\"" + id + "\"", "").formatted("true"))
        .statusCode(400)
        .body("errors.field", hasItem("replace"));
    assertThat(replay(body.formatted("false")).path("replayed").asInt()).isEqualTo(1);
    assertThat(onLog().stream().map(e -> e.path("id").asText()))
        .containsExactlyInAnyOrder("shop:rejected-" + id, "shop:w2-" + unique);
  }

  @Test
  void rowsOfFilesOfEventsAreMendedAndThoseOfInvoicesSayWhyNot() {
    plan();
    job(
        "events",
        json(
            "{'type':'track','userId':'u%s','event':'%s','timestamp':'2026-01-05T00:00:00Z','properties':{'lines':[{'price':'cheap'}]}}",
            unique, event));
    assertThat(replay(mend(PRICE, false)).path("replayed").asInt()).isEqualTo(1);
    assertThat(onLog())
        .singleElement()
        .satisfies(
            e -> assertThat(e.path("occurredAt").asText()).startsWith("2026-01-05T00:00:00"));
    String retail =
        job(
            "online-retail",
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
                + "R%s,P,MUG,-1,2010-12-01 08:26:00,2.5,,UK\n".formatted(unique));
    String row = query("select id::text from rejected where import_id = ?", retail);
    staffed("admin", json("{'select':{'ids':['%s']},'patch':[]}", row))
        .statusCode(200)
        .body("mended", equalTo(0))
        .body("reasons[0].code", equalTo("not-replayable"));
  }

  @Test
  void aPlanIsTriedOutOnWhatItRejectedAndThenReplaysIt() {
    plan();
    batch("n1", "{'lines':[{'price':'cheap'}]}");
    String wider =
        "{'type':'object','properties':{'lines':{'type':'array','items':{'properties':{'price':{'type':['number','string']}}}}}}";
    staffed(
            "analyst",
            json(
                "{'select':{'event':'%s'},'plan':{'event':'%s','schema':%s,'policy':'quarantine'}}",
                event, event, wider))
        .statusCode(200)
        .body("mended", equalTo(1));
    staffed("analyst", json("{'select':{'event':'%s'}}", event))
        .body("mended", equalTo(0))
        .body("reasons[0].field", equalTo("properties.lines[].price"));
    put(wider);
    assertThat(
            replay(json("{'select':{'event':'%s'},'dryRun':false}", event))
                .path("replayed")
                .asInt())
        .isEqualTo(1);
    assertThat(onLog()).hasSize(1);
  }

  @Test
  void whatNobodyWillMendIsDiscardedAndDeletedInTime() {
    plan();
    batch("x1", "{'lines':[{'price':'cheap'}]}");
    batch("x2", "{'lines':[{'price':'cheap'}]}");
    String id = query("select id::text from rejected where message_id = ?", "x1-" + unique);
    staff("analyst")
        .post("/v1/rejected/{id}/discard", id)
        .then()
        .statusCode(200)
        .body("state", equalTo("discarded"))
        .body("payload", nullValue());
    assertThat(replay(mend(PRICE, false)).path("replayed").asInt()).isEqualTo(1);
    String other = query("select id::text from rejected where message_id = ?", "x2-" + unique);
    staff("analyst").post("/v1/rejected/{id}/discard", other).then().statusCode(409);
    update("update rejected set received_at = now() - interval '31 days' where event = ?", event);
    update(
        "insert into rejected (id, source, kind, code, field, detail, mistakes, received_at, size, place)"
            + " select gen_random_uuid(), 'old', 'track', 'not-json', 'body', 'd', '[]', now() - interval '31 days', 1, 'body'"
            + " from generate_series(1, 2500)");
    assertThat(retention.sweep()).isGreaterThanOrEqualTo(2502);
    assertThat(states()).isNull();
    assertThat(query("select count(*) from rejected where source = 'old'")).isEqualTo("0");
  }

  @Test
  void anErasureTakesWhatWasRejectedOfThePerson() {
    plan();
    batch("e1", "{'lines':[{'price':'cheap'}]}");
    assertThat(states()).isEqualTo("open:1");
    staff("privacy-officer")
        .contentType("application/json")
        .body(json("{'userId':'u%s'}", unique))
        .post("/v1/privacy/erasures")
        .then()
        .statusCode(202);
    assertThat(states()).isNull();
  }

  @Test
  void aRequestWithAMistakeIsToldByField() {
    staffed("admin", "{}").statusCode(400).body("errors.field", hasItem("select"));
    staffed("admin", json("{'select':{'event':'e'},'patch':[{'op':'mend','path':'/a'}]}"))
        .statusCode(400)
        .body("errors.field", hasItem("patch"));
    staffed("admin", json("{'select':{'ids':['x']}}"))
        .statusCode(400)
        .body("errors.field", hasItem("select.ids[0]"));
    staffed("admin", json("{'select':{'event':'e','from':'yesterday'}}"))
        .statusCode(400)
        .body("errors.field", hasItem("select.from"));
    staff("analyst").get("/v1/rejected?state=lost").then().statusCode(400);
    staff("analyst").get("/v1/rejected?group=lost").then().statusCode(400);
    staff("analyst").get("/v1/rejected/groups?cursor=lost").then().statusCode(400);
    shop().get("/v1/rejected/groups").then().statusCode(403);
  }

  private void plan() {
    put(
        "{'type':'object','properties':{'lines':{'type':'array','items':{'properties':{'price':{'type':'number'}}}}}}");
  }

  private void put(String schema) {
    staff("analyst")
        .contentType("application/json")
        .body(json("{'policy':'quarantine','schema':%s}", schema))
        .put("/v1/tracking-plan/{e}", event)
        .then()
        .statusCode(201);
  }

  private void batch(String messageId, String properties) {
    shop()
        .body(
            json(
                "{'batch':[{'type':'track','userId':'u%s','event':'%s','messageId':'%s-%s','properties':%s}]}",
                unique, event, messageId, unique, properties))
        .post("/v1/batch")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(0));
  }

  private void send(String path, String record) {
    shop().body(json(record, unique)).post("/v1/" + path).then().statusCode(400);
  }

  private void replayIds(String kind, String patch) {
    String id =
        query("select id::text from rejected where kind = ? order by id desc limit 1", kind);
    JsonNode result =
        replay(json("{'select':{'ids':['%s']},'patch':%s,'dryRun':false}", id, patch));
    assertThat(result.path("replayed").asInt()).as(kind).isEqualTo(1);
  }

  private String mend(String patch, boolean dryRun) {
    return json("{'select':{'event':'%s'},'patch':%s,'dryRun':%s}", event, patch, dryRun);
  }

  private static ValidatableResponse staffed(String role, String body) {
    return staff(role)
        .contentType("application/json")
        .body(body)
        .post("/v1/rejected/patches")
        .then();
  }

  private JsonNode replay(String body) {
    return finished(staffed("privacy-officer", body).statusCode(202).extract().path("id"));
  }

  private String job(String mapping, String file) {
    String id =
        staff("analyst")
            .multiPart("mapping", mapping)
            .multiPart("file", "data", file.getBytes(StandardCharsets.UTF_8))
            .post("/v1/imports")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    assertThat(finished(id).path("rejected").asInt()).isEqualTo(1);
    return id;
  }

  private ObjectNode group(String field) {
    var groups =
        staff("analyst").get("/v1/rejected/groups?limit=500&source=shop").then().statusCode(200);
    return tree(groups.extract().asString())
        .path("items")
        .valueStream()
        .filter(
            g -> g.path("event").asText().equals(event) && g.path("field").asText().equals(field))
        .map(ObjectNode.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> onLog() {
    return Log.values(Topics.CUSTOMER_EVENTS).stream()
        .filter(e -> event.equals(e.path("name").asText()))
        .toList();
  }

  /** Of this test's rows. */
  private String states() {
    return query(
        "select string_agg(state || ':' || n, ',') from (select state, count(*) n from rejected where event = ? group by state) s",
        event);
  }

  private String newest(String code) {
    return staff("analyst")
        .get("/v1/rejected?limit=1&code=" + code)
        .then()
        .statusCode(200)
        .body("items.payload", not(hasItem("x")))
        .extract()
        .path("items[0].id");
  }

  private JsonNode finished(String id) {
    Job job =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> jobs.find(id).orElseThrow(), Job::finished);
    assertThat(job.error()).isNull();
    return tree(job.result().toString());
  }

  private static JsonNode tree(String json) {
    return dev.parallax.contracts.wire.EventJson.read(
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  private static String json(String text, Object... parts) {
    return (parts.length == 0 ? text : text.formatted(parts)).replace('\'', '"');
  }
}
