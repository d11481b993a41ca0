package dev.parallax.ingestion.plan;

import static dev.parallax.ingestion.Callers.json;
import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class TrackingPlanComponentTest {
  private static final String SCHEMA =
      "{'type':'object','properties':{'plan':{'enum':['free','gold']}},'required':['plan']}";

  private final Planning planning = new Planning();

  @Inject Jobs jobs;

  @Test
  void aFlaggedEventIsTakenInWithAMarkAndCounted() {
    Planning.put(planning.event, "flag", SCHEMA).statusCode(201).body("version", equalTo(1));
    planning.track("signed_up_" + planning.unique, "f1", "{'plan':'iron'}").statusCode(200);
    planning.track(planning.event, "f2", "{'plan':'gold'}").statusCode(200);
    JsonNode flagged = planning.onLog("f1");
    assertThat(flagged.at("/context/violations").toString())
        .isEqualTo("[{\"field\":\"properties.plan\",\"code\":\"invalid-value\"}]");
    assertThat(flagged.at("/name").asText()).isEqualTo("signed_up_" + planning.unique);
    assertThat(planning.onLog("f2").at("/context").has("violations")).isFalse();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                staff("marketer")
                    .queryParam("event", planning.event)
                    .get("/v1/tracking-plan/violations")
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(1))
                    .body("items[0].field", equalTo("properties.plan"))
                    .body("items[0].code", equalTo("invalid-value"))
                    .body("items[0].policy", equalTo("flag"))
                    .body("items[0].count", equalTo(1)));
  }

  @Test
  void whereThePolicySaysSoAnEventIsQuarantinedWhicheverWayItCame() {
    Planning.put(planning.event, "quarantine", SCHEMA).statusCode(201);
    planning
        .track(planning.event, "q1", "{}")
        .statusCode(400)
        .body("errors[0].field", equalTo("properties.plan"))
        .body("errors[0].message", equalTo("must be given"));
    shop()
        .body(
            json(
                "{'batch':[{'type':'track','userId':'u','event':'%s','messageId':'q2-%s','properties':{'plan':7}},"
                    + "{'type':'track','userId':'u','event':'%s','messageId':'q3-%s','properties':{'plan':'free'}}]}",
                planning.event, planning.unique, planning.event, planning.unique))
        .post("/v1/batch")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("rejected[0].errors[0].field", equalTo("properties.plan"));
    String line =
        json(
            "{'type':'track','userId':'u','event':'%s','messageId':'q4-%s'}",
            planning.event, planning.unique);
    String id =
        staff("analyst")
            .multiPart("mapping", "events")
            .multiPart("file", "data", line.getBytes(StandardCharsets.UTF_8))
            .post("/v1/imports")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    assertThat(finished(id).result().path("rejected").asInt()).isEqualTo(1);
    planning.onLog("q3");
    assertThat(Log.values(Topics.CUSTOMER_EVENTS).stream().map(e -> e.path("id").asText()))
        .doesNotContain(
            "shop:q1-" + planning.unique,
            "shop:q2-" + planning.unique,
            "api:q4-" + planning.unique);
    assertThat(
            query(
                "select count(*) from rejected where message_id in (?, ?, ?) and sealed is not null",
                "q1-" + planning.unique,
                "q2-" + planning.unique,
                "q4-" + planning.unique))
        .isEqualTo("3");
  }

  @Test
  void versionsStayAsTheyWereAndAChangeMustKeepValidWhatWas() {
    Planning.put(planning.event, "flag", SCHEMA).statusCode(201);
    Planning.put(planning.event, "flag", SCHEMA).statusCode(200).body("version", equalTo(1));
    String narrower =
        "{'type':'object','properties':{'plan':{'enum':['free']},'via':{}},'required':['plan','via']}";
    Planning.put(planning.event, "flag", narrower)
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:incompatible-plan"))
        .body("errors.field", hasItems("schema.required", "schema.properties.plan"));
    Planning.change("analyst", planning.event, "flag", narrower, "?force=true").statusCode(403);
    Planning.change("marketer", planning.event, "flag", narrower, "").statusCode(403);
    Planning.change("admin", planning.event, "flag", narrower, "?force=true")
        .statusCode(201)
        .body("version", equalTo(2));
    staff("fraud-analyst")
        .get("/v1/tracking-plan/{e}/versions/1", planning.event)
        .then()
        .statusCode(200)
        .body("schema.required", equalTo(List.of("plan")));
    staff("marketer")
        .get("/v1/tracking-plan/{e}/versions", planning.event)
        .then()
        .body("items.version", equalTo(List.of(2, 1)));
    staff("marketer")
        .get("/v1/tracking-plan/{e}", planning.event)
        .then()
        .body("version", equalTo(2));
    staff("marketer")
        .get("/v1/tracking-plan/{e}/versions/3", planning.event)
        .then()
        .statusCode(404);
    shop().get("/v1/tracking-plan").then().statusCode(403);
  }

  @Test
  void manyWritersAtOnceNumberWithoutGaps() throws Exception {
    List<Callable<Integer>> writers =
        java.util.stream.IntStream.range(0, 8)
            .<Callable<Integer>>mapToObj(
                i ->
                    () ->
                        Planning.put(
                                planning.event,
                                "flag",
                                "{'type':'object','description':'%d'}".formatted(i))
                            .extract()
                            .path("version"))
            .toList();
    try (var pool = Executors.newFixedThreadPool(8)) {
      assertThat(pool.invokeAll(writers).stream().map(TrackingPlanComponentTest::get))
          .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
    }
  }

  @Test
  void aChangeWithAMistakeIsToldByField() {
    Planning.put(planning.event, "perhaps", "{'requierd':['a']}")
        .statusCode(400)
        .body("errors.field", hasItems("policy", "schema.requierd"));
    Planning.put("$track", "flag", "{}").statusCode(400).body("errors.field", hasItem("event"));
    staff("admin")
        .contentType("application/json")
        .body("{}")
        .put("/v1/tracking-plan/{e}", planning.event)
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("schema"));
  }

  @Test
  void whatComesBuiltInIsListedAndMayBeMadeStricter() {
    staff("marketer")
        .get("/v1/tracking-plan/order_completed")
        .then()
        .statusCode(200)
        .body("event", equalTo("Order Completed"))
        .body("version", equalTo(0))
        .body("policy", equalTo("quarantine"));
    staff("marketer")
        .get("/v1/tracking-plan?limit=500")
        .then()
        .body("items.event", hasItems("$page", "Product Viewed", "Order Refunded"));
    Planning.put(
            "Cart Viewed", "flag", "{'type':'object','properties':{'coupon':{'type':'string'}}}")
        .statusCode(409);
    Planning.put("Cart Viewed", "flag", "{'type':'object'}")
        .statusCode(201)
        .body("version", equalTo(1));
    staff("marketer")
        .get("/v1/tracking-plan/Cart Viewed/versions")
        .then()
        .body("items.version", equalTo(List.of(1, 0)));
  }

  @Test
  void whatAnotherReplicaWroteCountsWithinTwoSeconds() {
    planning.track(planning.event, "r0", "{}").statusCode(200);
    update(
        "insert into tracking_plan (event_key, version, event, policy, schema, forced, created_at)"
            + " values (?, 1, ?, 'quarantine', '{\"required\":[\"plan\"]}', false, now())",
        dev.parallax.ingestion.call.EventNames.key(planning.event),
        planning.event);
    update("update tracking_plan_revision set revision = revision + 1");
    Awaitility.await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> planning.track(planning.event, "r1", "{}").extract().statusCode() == 400);
  }

  @Test
  void whatWasSeenBecomesADraftAndTheDraftAVersion() {
    for (int i = 0; i < 20; i++) {
      planning
          .track(
              planning.event,
              "i" + i,
              "{'plan':'%s','seats':%d}".formatted(i % 2 == 0 ? "a" : "b", i))
          .statusCode(200);
    }
    String job =
        staff("analyst")
            .contentType("application/json")
            .body(json("{'event':'%s','hours':1}", planning.event))
            .post("/v1/tracking-plan/infer")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    assertThat(finished(job).result().path("drafts").path(planning.event).asInt()).isEqualTo(20);
    staff("analyst")
        .get("/v1/tracking-plan/drafts?limit=500")
        .then()
        .body("items.event", hasItem(planning.event));
    staff("analyst")
        .post("/v1/tracking-plan/drafts/{e}/accept?policy=quarantine", planning.event)
        .then()
        .statusCode(201)
        .body("version", equalTo(1))
        .body("schema.properties.plan.enum", equalTo(List.of("a", "b")))
        .body("schema.required", equalTo(List.of("plan", "seats")));
    planning.track(planning.event, "j1", "{'plan':'a','seats':3}").statusCode(200);
    planning.track(planning.event, "j2", "{'plan':'c','seats':3}").statusCode(400);
    staff("analyst")
        .get("/v1/tracking-plan/drafts?limit=500")
        .then()
        .body("items.event", not(hasItem(planning.event)));
    staff("analyst")
        .contentType("application/json")
        .body(json("{'event':'S%s','sample':[{'a':1},{'a':2,'b':'x'}]}", planning.unique))
        .post("/v1/tracking-plan/infer")
        .then()
        .statusCode(200)
        .body("schema.required", equalTo(List.of("a")));
    staff("analyst").delete("/v1/tracking-plan/drafts/S" + planning.unique).then().statusCode(204);
    staff("privacy-officer")
        .get("/v1/audit?subject=S" + planning.unique)
        .then()
        .body("items.action", equalTo(List.of("plan-draft-deleted", "plan-draft-made")));
  }

  private Job finished(String id) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> jobs.find(id).orElseThrow(), Job::finished);
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
