package dev.parallax.ingestion.quarantine;

import static dev.parallax.ingestion.Callers.json;
import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.Log;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** What the tests of the quarantine have in common: an event of their own, and how it is mended. */
final class Workbench {
  static final String PRICE =
      "[{'op':'test','path':'/properties/lines/0/price','value':'cheap'},"
          + "{'op':'replace','path':'/properties/lines/0/price','value':2}]";

  final String unique = Long.toString(System.nanoTime(), Character.MAX_RADIX);
  final String event = "Mended " + unique;

  private final Jobs jobs;

  Workbench(Jobs jobs) {
    this.jobs = jobs;
  }

  void plan() {
    put(
        "{'type':'object','properties':{'lines':{'type':'array','items':{'properties':{'price':{'type':'number'}}}}}}");
  }

  void put(String schema) {
    staff("analyst")
        .contentType("application/json")
        .body(json("{'policy':'quarantine','schema':%s}", schema))
        .put("/v1/tracking-plan/{e}", event)
        .then()
        .statusCode(201);
  }

  void batch(String messageId, String properties) {
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

  void send(String path, String record) {
    shop().body(json(record, unique)).post("/v1/" + path).then().statusCode(400);
  }

  void replayIds(String kind, String patch) {
    String id =
        query("select id::text from rejected where kind = ? order by id desc limit 1", kind);
    JsonNode result =
        replay(json("{'select':{'ids':['%s']},'patch':%s,'dryRun':false}", id, patch));
    assertThat(result.path("replayed").asInt()).as(kind).isEqualTo(1);
  }

  String mend(String patch, boolean dryRun) {
    return json("{'select':{'event':'%s'},'patch':%s,'dryRun':%s}", event, patch, dryRun);
  }

  static ValidatableResponse staffed(String role, String body) {
    return staff(role)
        .contentType("application/json")
        .body(body)
        .post("/v1/rejected/patches")
        .then();
  }

  JsonNode replay(String body) {
    return finished(staffed("privacy-officer", body).statusCode(202).extract().path("id"));
  }

  String job(String mapping, String file) {
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

  ObjectNode group(String field) {
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

  List<JsonNode> onLog() {
    return Log.values(Topics.CUSTOMER_EVENTS).stream()
        .filter(e -> event.equals(e.path("name").asText()))
        .toList();
  }

  /** Of this test's rows. */
  String states() {
    return query(
        "select string_agg(state || ':' || n, ',' order by state) from (select state, count(*) n from rejected where event = ? group by state) s",
        event);
  }

  String newest(String code) {
    return staff("analyst")
        .get("/v1/rejected?limit=1&code=" + code)
        .then()
        .statusCode(200)
        .body("items.payload", not(hasItem("x")))
        .extract()
        .path("items[0].id");
  }

  JsonNode finished(String id) {
    Job job =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> jobs.find(id).orElseThrow(), Job::finished);
    assertThat(job.error()).isNull();
    return tree(job.result().toString());
  }

  static JsonNode tree(String json) {
    return dev.parallax.contracts.wire.EventJson.read(
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
