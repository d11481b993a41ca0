package dev.parallax.ingestion.plan;

import static dev.parallax.ingestion.Callers.json;
import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.vault.Vault;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Fields that the plan keeps back: as personal, or for want of consent. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class FieldMarksComponentTest {
  private final Planning planning = new Planning();

  @Inject Vault vault;
  @Inject TrackingPlan plan;
  @Inject Pseudonyms pseudonyms;

  @Test
  void aFieldMarkedAsPersonalReachesTheVaultAndNoTopic() {
    Planning.put(
            planning.event,
            "flag",
            "{'type':'object','properties':{'invited_by':{'type':'string','x-pii':true}}}")
        .statusCode(201);
    Planning.change(
            "admin",
            "$identify",
            "flag",
            "{'type':'object','properties':{'loyalty_" + planning.unique + "':{'x-pii':true}}}",
            "?force=true")
        .statusCode(201);
    planning
        .track(planning.event, "p1", "{'invited_by':'secret-" + planning.unique + "','via':'web'}")
        .statusCode(200);
    assertThat(planning.onLog("p1").path("properties").toString()).isEqualTo("{\"via\":\"web\"}");
    shop()
        .body(
            json(
                "{'userId':'p%s','messageId':'p2-%s','traits':{'loyalty_%s':'secret-%s','tier':'gold'}}",
                planning.unique, planning.unique, planning.unique, planning.unique))
        .post("/v1/identify")
        .then()
        .statusCode(200);
    assertThat(planning.onLog("p2").path("properties").toString()).isEqualTo("{\"tier\":\"gold\"}");
    assertThat(
            vault
                .find(pseudonyms.customer("p" + planning.unique))
                .orElseThrow()
                .traits()
                .toString())
        .contains("secret-" + planning.unique);
    for (String topic : List.of(Topics.CUSTOMER_EVENTS, Topics.CUSTOMER_PROFILES)) {
      assertThat(Log.values(topic))
          .noneMatch(v -> v.toString().contains("secret-" + planning.unique));
    }
  }

  @Test
  void traitsThatAreStoredAlreadyAreAnnouncedAnewWithoutWhatThePlanKeepsBackByNow() {
    String identify =
        "{'userId':'m%1$s','messageId':'%2$s-%1$s','traits':{'card_%1$s':'c','ad_%1$s':'x','tier':'gold'},"
            + "'context':{'consent':{'categoryPreferences':{'marketing':%3$s}}}}";
    identify(identify, "m1", false);
    awaitTraits("ad_%1$s,card_%1$s,tier");
    Planning.change(
            "admin",
            "$identify",
            "flag",
            "{'type':'object','properties':{'card_%1$s':{'x-pii':true},'ad_%1$s':{'x-purpose':'marketing'}}}"
                .formatted(planning.unique),
            "?force=true")
        .statusCode(201);
    awaitTraits("tier");
    identify(
        "{'userId':'m%1$s','messageId':'%2$s-%1$s','traits':{'consent':{'marketing':%3$s}}}",
        "m2", true);
    awaitTraits("ad_%1$s,tier");
  }

  private void identify(String call, String id, boolean marketing) {
    shop()
        .body(json(call, planning.unique, id, marketing))
        .post("/v1/identify")
        .then()
        .statusCode(200);
  }

  /** That the newest announcement of the customer has just these. */
  private void awaitTraits(String names) {
    String cid = pseudonyms.customer("m" + planning.unique);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        Log.values(Topics.CUSTOMER_PROFILES).stream()
                            .filter(profile -> profile.path("cid").asText().equals(cid))
                            .reduce((first, second) -> second)
                            .orElse(MissingNode.getInstance())
                            .path("traits")
                            .propertyStream()
                            .map(Map.Entry::getKey)
                            .sorted())
                    .containsExactly(names.formatted(planning.unique).split(",")));
  }

  @Test
  void aFieldTiedToAPurposeGoesOutOnlyWithConsent() {
    Planning.put(
            planning.event,
            "flag",
            "{'type':'object','properties':{'campaign':{'type':'string','x-purpose':'marketing'}}}")
        .statusCode(201);
    planning.track(planning.event, "c1", "{'campaign':'x','via':'web'}").statusCode(200);
    assertThat(planning.onLog("c1").path("properties").toString()).isEqualTo("{\"via\":\"web\"}");
    shop()
        .body(
            json(
                "{'userId':'u%s','event':'Agreed','messageId':'c2-%s','context':{'consent':{'categoryPreferences':{'marketing':true}}}}",
                planning.unique, planning.unique))
        .post("/v1/track")
        .then()
        .statusCode(200);
    planning.track(planning.event, "c3", "{'campaign':'x','via':'web'}").statusCode(200);
    assertThat(planning.onLog("c3").at("/properties/campaign").asText()).isEqualTo("x");
    shop()
        .body(
            json(
                "{'batch':[{'type':'track','userId':'u%s','event':'No','messageId':'c4-%s','context':{'consent':{'categoryPreferences':{'marketing':false}}}},"
                    + "{'type':'track','userId':'u%s','event':'%s','messageId':'c5-%s','properties':{'campaign':'x'}}]}",
                planning.unique, planning.unique, planning.unique, planning.event, planning.unique))
        .post("/v1/batch")
        .then()
        .statusCode(200);
    assertThat(planning.onLog("c5").path("properties").has("campaign")).isFalse();
  }

  @Test
  void aVersionThatThisReleaseCannotUseKeepsBackWhatTheOneBeforeDid() {
    Planning.put(
            planning.event,
            "quarantine",
            "{'type':'object','properties':{'by':{'type':'string','x-pii':true}}}")
        .statusCode(201);
    update(
        "insert into tracking_plan (event_key, version, event, policy, schema, forced, created_at)"
            + " select event_key, 2, event, policy, ?, forced, now() from tracking_plan where event = ?",
        json(
            "{'type':'object','properties':{'by':{'pattern':'(?=x)'},'card':{'x-pii':true},"
                + "'l':{'$ref':'#/$defs/l'}},'$defs':{'l':{'$ref':'#/$defs/l'}}}"),
        planning.event);
    update("update tracking_plan_revision set revision = revision + 1");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(plan.find(planning.event))
                    .hasValueSatisfying(
                        active -> assertThat(active.version().version()).isEqualTo(2)));
    planning.track(planning.event, "v2", "{'by':'me','card':'1','via':'web'}").statusCode(200);
    assertThat(planning.onLog("v2").path("properties").toString()).isEqualTo("{\"via\":\"web\"}");
  }

  @Test
  void takingAMarkOffNeedsForceAndAPrivacyOfficerAndIsInTheAuditLog() {
    String marked =
        "{'type':'object','properties':{'by':{'type':'string','x-pii':true},"
            + "'lines':{'type':'array','items':{'type':'object','properties':{'ad':{'x-purpose':'marketing'}}}}}}";
    Planning.put(planning.event, "flag", marked).statusCode(201);
    List<String> both =
        List.of(
            "schema.properties.by.x-pii", "schema.properties.lines.items.properties.ad.x-purpose");
    String bare =
        "{'type':'object','properties':{'by':{'type':'string'},"
            + "'lines':{'type':'array','items':{'type':'object','properties':{'ad':{'x-purpose':'analytics'}}}}}}";
    Planning.put(planning.event, "flag", bare)
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:incompatible-plan"))
        .body("errors.field", equalTo(both));
    Planning.put(planning.event, "flag", "{'type':'object'}")
        .statusCode(409)
        .body("errors.field", equalTo(both));
    Planning.change("analyst", planning.event, "flag", bare, "?force=true").statusCode(403);
    planning.track(planning.event, "k1", "{'by':'me','via':'web'}").statusCode(200);
    assertThat(planning.onLog("k1").path("properties").toString()).isEqualTo("{\"via\":\"web\"}");
    String stricter =
        "{'type':'object','properties':{'by':{'type':'string','x-pii':true},'lines':{'type':'array','x-pii':true}}}";
    Planning.put(planning.event, "flag", stricter).statusCode(201); // Lines are kept back whole.
    String narrower =
        "{'type':'object','required':['by'],'properties':{'by':{'type':'string'},'lines':{'type':'array','x-pii':true}}}";
    Planning.change("privacy-officer", planning.event, "flag", narrower, "?force=true")
        .statusCode(409)
        .body("errors.field", equalTo(List.of("schema.required")));
    String open =
        "{'type':'object','properties':{'by':{'type':'string'},'lines':{'type':'array','x-pii':true}}}";
    Planning.change("privacy-officer", planning.event, "flag", open, "?force=true")
        .statusCode(201)
        .body("version", equalTo(3));
    assertThat(
            query(
                "select details::text from audit where action = 'tracking-plan-changed' and subject = ? order by seq desc limit 1",
                planning.event))
        .contains("schema.properties.by.x-pii")
        .doesNotContain("lines");
    Planning.change("admin", planning.event, "flag", "{'type':'object'}", "?force=true")
        .statusCode(201);
  }
}
