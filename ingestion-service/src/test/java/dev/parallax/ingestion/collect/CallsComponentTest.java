package dev.parallax.ingestion.collect;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.profile.Profiles;
import dev.parallax.ingestion.vault.Vault;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Calls that are odd, and what is kept of those who send them. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class CallsComponentTest {
  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String run = UUID.randomUUID().toString();
  private final String user = "user-" + run;

  @Inject Vault vault;
  @Inject Profiles profiles;

  @Test
  void aNumberThatNoStoreHoldsIsRefusedAndTheRestOfItsBatchTakenIn() {
    for (String vast : new String[] {"1e1001", "1e200000", "-1e-2000"}) {
      post("identify", "{'userId':'%s','traits':{'x':%s}}", user, vast)
          .statusCode(400)
          .body("errors[0].field", equalTo("traits.x"));
    }
    post(
            "batch",
            "{'batch':[{'type':'identify','userId':'%s','traits':{'x':1e200000}},"
                + "{'type':'identify','userId':'%s','traits':{'plan':'gold'}}]}",
            user,
            user)
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("rejected", hasSize(1));
    post(
            "batch",
            "{'context':{'x':[1e2000]},'batch':[{'type':'track','userId':'%s','event':'X'}]}",
            user)
        .statusCode(400)
        .body("errors[0].field", equalTo("context.x[0]"));
  }

  @Test
  void aProfileWithSuchANumberOfAnEarlierReleaseIsReadAndCleaned() throws IOException {
    String vast =
        "{\"traits\":{\"x\":{\"v\":[1e1001],\"t\":1},\"y\":{\"v\":-1e-1001,\"t\":1},\"plan\":{\"v\":\"a\",\"t\":1}},\"consent\":{}}";
    String cid = pseudonyms.customer(user);
    update("insert into customer (cid, state, changed_at) values (?, ?::jsonb, now())", cid, vast);
    post("identify", "{'userId':'%s','traits':{'plan':'gold'}}", user).statusCode(200);
    assertThat(
            query("select jsonb_object_keys(state -> 'traits') from customer where cid = ?", cid))
        .isEqualTo("plan");

    String other = pseudonyms.customer("other-" + run);
    update(
        "insert into customer (cid, state, changed_at) values (?, ?::jsonb, now())", other, vast);
    update(migration());
    assertThat(query("select (state -> 'traits')::text from customer where cid = ?", other))
        .isEqualTo("{\"plan\": {\"t\": 1, \"v\": \"a\"}}");
  }

  private static String migration() throws IOException {
    try (InputStream sql =
        CallsComponentTest.class.getResourceAsStream("/db/migration/V17__vast_numbers.sql")) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void nothingIsKeptOfASenderWhoseOnlyIdIsAPlaceholder() {
    String cid = pseudonyms.customer("undefined");
    String card = "'traits':{'loyaltyCard':'card-%s','email':'a@example.com','tier':'gold'}";
    String consent = "'context':{'consent':{'categoryPreferences':{'marketing':true}}}";
    post("identify", "{'userId':'%s'," + card + "}", user, run).statusCode(200);
    post("identify", "{'userId':'undefined'," + card + "," + consent + "}", run).statusCode(200);
    post("identify", "{'anonymousId':'00000',%s}", consent).statusCode(200);
    post("track", "{'userId':'undefined','event':'X','messageId':'t-%s'}", run).statusCode(200);
    assertThat(Log.await(Topics.CUSTOMER_EVENTS, e -> e.path("id").asText().endsWith("t-" + run)))
        .as("what happened counts")
        .hasSize(1);
    assertThat(vault.find(cid)).isEmpty();
    assertThat(profiles.answers(cid)).isEmpty();
    assertThat(profiles.answers(pseudonyms.anonymous("00000"))).isEmpty();
    assertThat(query("select count(*) from customer where cid = ?", cid)).isEqualTo("0");
    assertThat(query("select count(*) from identity_link where ? in (from_cid, into_cid)", cid))
        .isEqualTo("0");
    assertThat(query("select count(*) from identity_identifier where cid = ?", cid)).isEqualTo("0");
  }

  @Test
  void aRefusalSaidOnceForABatchIsHeardThoughItsCallsHaveContextsOfTheirOwn() {
    post(
            "batch",
            "{'context':{'locale':'de-DE','consent':{'categoryPreferences':{'marketing':false}}},"
                + "'batch':[{'type':'track','userId':'%s','event':'X','messageId':'b-%s','context':{'library':{'name':'l'}}}]}",
            user,
            run)
        .statusCode(200);
    assertThat(profiles.answers(pseudonyms.customer(user)).get(Purpose.MARKETING).agreed())
        .isFalse();
    assertThat(
            Log.await(Topics.CUSTOMER_EVENTS, e -> e.path("id").asText().endsWith("b-" + run))
                .getFirst()
                .at("/context/locale")
                .asText())
        .isEqualTo("de-DE");
  }

  @Test
  void aNoInACallThatIsForOthersOnlyIsHeardAndNothingElseOfIt() {
    String consent =
        "'context':{'consent':{'categoryPreferences':{'marketing':false,'analytics':true}}}";
    String dropped = "'integrations':{'All':false},'messageId':'x-%s'," + consent;
    post("track", "{'userId':'%s','event':'X'," + dropped + "}", user, run).statusCode(200);
    String cid = pseudonyms.customer(user);
    assertThat(profiles.answers(cid)).containsOnlyKeys(Purpose.MARKETING);
    assertThat(profiles.answers(cid).get(Purpose.MARKETING).agreed()).isFalse();
    String written = query("select xmin::text from customer where cid = ?", cid);
    post("track", "{'userId':'%s','event':'X'," + dropped + "}", user, run).statusCode(200);
    assertThat(query("select xmin::text from customer where cid = ?", cid))
        .as("a repeat is no news")
        .isEqualTo(written);

    shop()
        .header("Sec-GPC", "1")
        .body(
            ("{'batch':[{'type':'identify','anonymousId':'v-%1$s','traits':{'plan':'gold'},'integrations':{'Parallax':false}},"
                    + "{'type':'track','userId':'%2$s','event':'X','messageId':'y-%1$s'}]}")
                .formatted(run, user)
                .replace('\'', '"'))
        .post("/v1/batch")
        .then()
        .statusCode(200)
        .body("excluded", equalTo(1));
    String visitor = pseudonyms.anonymous("v-" + run);
    assertThat(profiles.answers(visitor).values()).isNotEmpty().noneMatch(a -> a.agreed());
    assertThat(query("select state -> 'traits' ->> 'plan' from customer where cid = ?", visitor))
        .isNull();
    Log.await(Topics.CUSTOMER_EVENTS, e -> e.path("id").asText().endsWith("y-" + run));
    assertThat(Log.values(Topics.CUSTOMER_EVENTS))
        .noneMatch(e -> e.path("id").asText().endsWith("x-" + run));
  }

  private static ValidatableResponse post(String path, String call, Object... parts) {
    return shop().body(call.formatted(parts).replace('\'', '"')).post("/v1/" + path).then();
  }
}
