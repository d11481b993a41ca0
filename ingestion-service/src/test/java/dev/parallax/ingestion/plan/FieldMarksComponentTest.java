package dev.parallax.ingestion.plan;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.vault.Vault;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fields that the plan keeps back: as personal, or for want of consent. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class FieldMarksComponentTest {
  private final Planning planning = new Planning();

  @Inject Vault vault;
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
            Planning.json(
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
            Planning.json(
                "{'userId':'u%s','event':'Agreed','messageId':'c2-%s','context':{'consent':{'categoryPreferences':{'marketing':true}}}}",
                planning.unique, planning.unique))
        .post("/v1/track")
        .then()
        .statusCode(200);
    planning.track(planning.event, "c3", "{'campaign':'x','via':'web'}").statusCode(200);
    assertThat(planning.onLog("c3").at("/properties/campaign").asText()).isEqualTo("x");
    shop()
        .body(
            Planning.json(
                "{'batch':[{'type':'track','userId':'u%s','event':'No','messageId':'c4-%s','context':{'consent':{'categoryPreferences':{'marketing':false}}}},"
                    + "{'type':'track','userId':'u%s','event':'%s','messageId':'c5-%s','properties':{'campaign':'x'}}]}",
                planning.unique, planning.unique, planning.unique, planning.event, planning.unique))
        .post("/v1/batch")
        .then()
        .statusCode(200);
    assertThat(planning.onLog("c5").path("properties").has("campaign")).isFalse();
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
