package dev.parallax.ingestion.plan;

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
import dev.parallax.ingestion.vault.Vault;
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

  /** Of each test its own. */
  private final String unique = Long.toString(System.nanoTime(), Character.MAX_RADIX);

  private final String event = "Signed Up " + unique;

  @Inject Jobs jobs;
  @Inject Vault vault;
  @Inject Pseudonyms pseudonyms;

  @Test
  void aFlaggedEventIsTakenInWithAMarkAndCounted() {
    put(event, "flag", SCHEMA).statusCode(201).body("version", equalTo(1));
    track("signed_up_" + unique, "f1", "{'plan':'iron'}").statusCode(200);
    track(event, "f2", "{'plan':'gold'}").statusCode(200);
    JsonNode flagged = onLog("f1");
    assertThat(flagged.at("/context/violations").toString())
        .isEqualTo("[{\"field\":\"properties.plan\",\"code\":\"invalid-value\"}]");
    assertThat(flagged.at("/name").asText()).isEqualTo("signed_up_" + unique);
    assertThat(onLog("f2").at("/context").has("violations")).isFalse();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                staff("marketer")
                    .queryParam("event", event)
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
    put(event, "quarantine", SCHEMA).statusCode(201);
    track(event, "q1", "{}")
        .statusCode(400)
        .body("errors[0].field", equalTo("properties.plan"))
        .body("errors[0].message", equalTo("must be given"));
    shop()
        .body(
            json(
                "{'batch':[{'type':'track','userId':'u','event':'%s','messageId':'q2-%s','properties':{'plan':7}},"
                    + "{'type':'track','userId':'u','event':'%s','messageId':'q3-%s','properties':{'plan':'free'}}]}",
                event, unique, event, unique))
        .post("/v1/batch")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("rejected[0].errors[0].field", equalTo("properties.plan"));
    String line =
        json("{'type':'track','userId':'u','event':'%s','messageId':'q4-%s'}", event, unique);
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
    onLog("q3");
    assertThat(Log.values(Topics.CUSTOMER_EVENTS).stream().map(e -> e.path("id").asText()))
        .doesNotContain("shop:q1-" + unique, "shop:q2-" + unique, "api:q4-" + unique);
    assertThat(
            query(
                "select count(*) from rejected where message_id in (?, ?, ?) and sealed is not null",
                "q1-" + unique,
                "q2-" + unique,
                "q4-" + unique))
        .isEqualTo("3");
  }

  @Test
  void versionsStayAsTheyWereAndAChangeMustKeepValidWhatWas() {
    put(event, "flag", SCHEMA).statusCode(201);
    put(event, "flag", SCHEMA).statusCode(200).body("version", equalTo(1));
    String narrower =
        "{'type':'object','properties':{'plan':{'enum':['free']},'via':{}},'required':['plan','via']}";
    put(event, "flag", narrower)
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:incompatible-plan"))
        .body("errors.field", hasItems("schema.required", "schema.properties.plan"));
    change("analyst", event, "flag", narrower, "?force=true").statusCode(403);
    change("marketer", event, "flag", narrower, "").statusCode(403);
    change("admin", event, "flag", narrower, "?force=true")
        .statusCode(201)
        .body("version", equalTo(2));
    staff("fraud-analyst")
        .get("/v1/tracking-plan/{e}/versions/1", event)
        .then()
        .statusCode(200)
        .body("schema.required", equalTo(List.of("plan")));
    staff("marketer")
        .get("/v1/tracking-plan/{e}/versions", event)
        .then()
        .body("items.version", equalTo(List.of(2, 1)));
    staff("marketer").get("/v1/tracking-plan/{e}", event).then().body("version", equalTo(2));
    staff("marketer").get("/v1/tracking-plan/{e}/versions/3", event).then().statusCode(404);
    shop().get("/v1/tracking-plan").then().statusCode(403);
  }

  @Test
  void manyWritersAtOnceNumberWithoutGaps() throws Exception {
    List<Callable<Integer>> writers =
        java.util.stream.IntStream.range(0, 8)
            .<Callable<Integer>>mapToObj(
                i ->
                    () ->
                        put(event, "flag", "{'type':'object','description':'%d'}".formatted(i))
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
    put(event, "perhaps", "{'requierd':['a']}")
        .statusCode(400)
        .body("errors.field", hasItems("policy", "schema.requierd"));
    put("$track", "flag", "{}").statusCode(400).body("errors.field", hasItem("event"));
    staff("admin")
        .contentType("application/json")
        .body("{}")
        .put("/v1/tracking-plan/{e}", event)
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
    put("Cart Viewed", "flag", "{'type':'object','properties':{'coupon':{'type':'string'}}}")
        .statusCode(409);
    put("Cart Viewed", "flag", "{'type':'object'}").statusCode(201).body("version", equalTo(1));
    staff("marketer")
        .get("/v1/tracking-plan/Cart Viewed/versions")
        .then()
        .body("items.version", equalTo(List.of(1, 0)));
  }

  @Test
  void aFieldMarkedAsPersonalReachesTheVaultAndNoTopic() {
    put(
            event,
            "flag",
            "{'type':'object','properties':{'invited_by':{'type':'string','x-pii':true}}}")
        .statusCode(201);
    change(
            "admin",
            "$identify",
            "flag",
            "{'type':'object','properties':{'loyalty_" + unique + "':{'x-pii':true}}}",
            "?force=true")
        .statusCode(201);
    track(event, "p1", "{'invited_by':'secret-" + unique + "','via':'web'}").statusCode(200);
    assertThat(onLog("p1").path("properties").toString()).isEqualTo("{\"via\":\"web\"}");
    shop()
        .body(
            json(
                "{'userId':'p%s','messageId':'p2-%s','traits':{'loyalty_%s':'secret-%s','tier':'gold'}}",
                unique, unique, unique, unique))
        .post("/v1/identify")
        .then()
        .statusCode(200);
    assertThat(onLog("p2").path("properties").toString()).isEqualTo("{\"tier\":\"gold\"}");
    assertThat(vault.find(pseudonyms.customer("p" + unique)).orElseThrow().traits().toString())
        .contains("secret-" + unique);
    for (String topic : List.of(Topics.CUSTOMER_EVENTS, Topics.CUSTOMER_PROFILES)) {
      assertThat(Log.values(topic)).noneMatch(v -> v.toString().contains("secret-" + unique));
    }
  }

  @Test
  void aFieldTiedToAPurposeGoesOutOnlyWithConsent() {
    put(
            event,
            "flag",
            "{'type':'object','properties':{'campaign':{'type':'string','x-purpose':'marketing'}}}")
        .statusCode(201);
    track(event, "c1", "{'campaign':'x','via':'web'}").statusCode(200);
    assertThat(onLog("c1").path("properties").toString()).isEqualTo("{\"via\":\"web\"}");
    shop()
        .body(
            json(
                "{'userId':'u%s','event':'Agreed','messageId':'c2-%s','context':{'consent':{'categoryPreferences':{'marketing':true}}}}",
                unique, unique))
        .post("/v1/track")
        .then()
        .statusCode(200);
    track(event, "c3", "{'campaign':'x','via':'web'}").statusCode(200);
    assertThat(onLog("c3").at("/properties/campaign").asText()).isEqualTo("x");
    shop()
        .body(
            json(
                "{'batch':[{'type':'track','userId':'u%s','event':'No','messageId':'c4-%s','context':{'consent':{'categoryPreferences':{'marketing':false}}}},"
                    + "{'type':'track','userId':'u%s','event':'%s','messageId':'c5-%s','properties':{'campaign':'x'}}]}",
                unique, unique, unique, event, unique))
        .post("/v1/batch")
        .then()
        .statusCode(200);
    assertThat(onLog("c5").path("properties").has("campaign")).isFalse();
  }

  @Test
  void whatAnotherReplicaWroteCountsWithinTwoSeconds() {
    track(event, "r0", "{}").statusCode(200);
    update(
        "insert into tracking_plan (event_key, version, event, policy, schema, forced, created_at)"
            + " values (?, 1, ?, 'quarantine', '{\"required\":[\"plan\"]}', false, now())",
        dev.parallax.ingestion.call.EventNames.key(event),
        event);
    update("update tracking_plan_revision set revision = revision + 1");
    Awaitility.await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> track(event, "r1", "{}").extract().statusCode() == 400);
  }

  @Test
  void whatWasSeenBecomesADraftAndTheDraftAVersion() {
    for (int i = 0; i < 20; i++) {
      track(event, "i" + i, "{'plan':'%s','seats':%d}".formatted(i % 2 == 0 ? "a" : "b", i))
          .statusCode(200);
    }
    String job =
        staff("analyst")
            .contentType("application/json")
            .body(json("{'event':'%s','hours':1}", event))
            .post("/v1/tracking-plan/infer")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    assertThat(finished(job).result().path("drafts").path(event).asInt()).isEqualTo(20);
    staff("analyst")
        .get("/v1/tracking-plan/drafts?limit=500")
        .then()
        .body("items.event", hasItem(event));
    staff("analyst")
        .post("/v1/tracking-plan/drafts/{e}/accept?policy=quarantine", event)
        .then()
        .statusCode(201)
        .body("version", equalTo(1))
        .body("schema.properties.plan.enum", equalTo(List.of("a", "b")))
        .body("schema.required", equalTo(List.of("plan", "seats")));
    track(event, "j1", "{'plan':'a','seats':3}").statusCode(200);
    track(event, "j2", "{'plan':'c','seats':3}").statusCode(400);
    staff("analyst")
        .get("/v1/tracking-plan/drafts?limit=500")
        .then()
        .body("items.event", not(hasItem(event)));
    staff("analyst")
        .contentType("application/json")
        .body(json("{'event':'S%s','sample':[{'a':1},{'a':2,'b':'x'}]}", unique))
        .post("/v1/tracking-plan/infer")
        .then()
        .statusCode(200)
        .body("schema.required", equalTo(List.of("a")));
  }

  private ValidatableResponse track(String name, String messageId, String properties) {
    return shop()
        .body(
            json(
                "{'userId':'u%s','event':'%s','messageId':'%s-%s','properties':%s}",
                unique, name, messageId, unique, properties))
        .post("/v1/track")
        .then();
  }

  private JsonNode onLog(String messageId) {
    return Log.await(
            Topics.CUSTOMER_EVENTS,
            e -> e.path("id").asText().equals("shop:" + messageId + "-" + unique))
        .getFirst();
  }

  private static ValidatableResponse put(String event, String policy, String schema) {
    return change("analyst", event, policy, schema, "");
  }

  private static ValidatableResponse change(
      String role, String event, String policy, String schema, String query) {
    return staff(role)
        .contentType("application/json")
        .body(json("{'policy':'%s','schema':%s}", policy, schema))
        .put("/v1/tracking-plan/{e}" + query, event)
        .then();
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

  private static String json(String text, Object... parts) {
    return text.formatted(parts).replace('\'', '"');
  }
}
