package dev.parallax.ingestion.consent;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ConsentComponentTest {
  private static final String WAITING =
      "select count(*) from pg_locks where locktype = 'advisory' and not granted";

  @Inject Erasures erasures;

  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String user = "user-" + UUID.randomUUID();
  private final String visitor = "visitor-" + UUID.randomUUID();
  private final String cid = pseudonyms.customer(user);
  private final Answering person = new Answering(user, cid);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @Test
  void whoNeverAnsweredIsShownAsSuchAndFraudPreventionIsTheFirmsInterest() {
    JsonPath state = person.state();
    assertThat(state.getString("cid")).isEqualTo(cid);
    assertThat(state.getBoolean("purposes.analytics.allowed")).isFalse();
    assertThat(state.getString("purposes.analytics.reason")).isEqualTo("not-answered");
    assertThat(state.getString("purposes.analytics.answer")).isNull();
    assertThat(state.getInt("purposes.marketing.currentVersion")).isPositive();
    assertThat(state.getBoolean("purposes.'fraud-prevention'.allowed")).isTrue();
    assertThat(state.getString("purposes.'fraud-prevention'.reason"))
        .isEqualTo("legitimate-interest");
    assertThat(state.getList("history.items")).isEmpty();
  }

  @Test
  void anAnswerIsAnnouncedAndShownWithItsTextAndProof() {
    person.put(
        "{\"purposes\":{\"analytics\":true,\"fraud-prevention\":false},\"givenAt\":\"%s\",\"definitionVersion\":1,\"locale\":\"de\",\"proof\":\"form 7 of ann@example.com\"}"
            .formatted(now.minusSeconds(60)));
    Log.await(
        Topics.CUSTOMER_PROFILES,
        p ->
            cid.equals(p.path("cid").asText())
                && p.path("consent").path("analytics").asBoolean()
                && !p.path("consent").path("fraud-prevention").asBoolean(true));
    JsonPath state = person.state();
    assertThat(state.getBoolean("purposes.analytics.allowed")).isTrue();
    assertThat(state.getString("purposes.analytics.reason")).isEqualTo("agreed");
    assertThat(Instant.parse(state.getString("purposes.analytics.since")))
        .isEqualTo(now.minusSeconds(60));
    assertThat(state.getInt("purposes.analytics.definitionVersion")).isOne();
    assertThat(state.getString("purposes.analytics.text.en")).contains("statistics");
    assertThat(state.getString("purposes.analytics.text.zh")).isNotBlank();
    assertThat(state.getBoolean("purposes.'fraud-prevention'.allowed")).isFalse();
    assertThat(state.getList("history.items")).hasSize(2);
    assertThat(state.getString("history.items[0].origin")).isEqualTo("staff");
    assertThat(state.getString("history.items[0].source")).isEqualTo("privacy-officer");
    assertThat(state.getString("history.items[0].locale")).isEqualTo("de");
    assertThat(state.getString("history.items[0].proof")).startsWith("form 7").doesNotContain("@");
    assertThat(
            Answering.get("/v1/audit?limit=500")
                .getList("items.findAll { it.subject == '" + cid + "' }.action"))
        .containsExactly("consent-recorded");
  }

  @Test
  void repeatsChangeNothingAndALateAnswerUndoesNoNewerOne() {
    String dated = "{\"purposes\":{\"analytics\":ANSWER},\"givenAt\":\"%s\"}";
    person.put(dated.formatted(now.minusSeconds(50)).replace("ANSWER", "false"));
    person.put(dated.formatted(now.minusSeconds(50)).replace("ANSWER", "false"));
    person.put(dated.formatted(now.minusSeconds(90)).replace("ANSWER", "true"));
    assertThat(person.state().getString("purposes.analytics.reason")).isEqualTo("refused");
    assertThat(person.state().getList("history.items.answer")).containsExactly(true, false);
    person.put(dated.formatted(now.minusSeconds(50)).replace("ANSWER", "true"));
    assertThat(person.state().getString("purposes.analytics.reason"))
        .as("of two at once the refusal")
        .isEqualTo("refused");
    person.put("{\"purposes\":{\"analytics\":true}}");
    String since = person.state().getString("purposes.analytics.since");
    person.put("{\"purposes\":{\"analytics\":true}}");
    assertThat(person.state().getString("purposes.analytics.since")).isEqualTo(since);
    assertThat(person.state().getList("history.items")).hasSize(4);
    person.put("{\"purposes\":{\"analytics\":true},\"definitionVersion\":1}");
    assertThat(person.state().getList("history.items"))
        .as("to a text that is now named")
        .hasSize(5);
  }

  @Test
  void theHistoryOfAPersonIsThatOfAllTheirPseudonymsPageByPage() {
    staff("service")
        .contentType("application/json")
        .body("{\"purposes\":{\"marketing\":true}}")
        .put("/v1/consent?anonymousId=" + visitor)
        .then()
        .statusCode(200)
        .body("purposes.marketing.origin", equalTo("api"));
    person.put("{\"purposes\":{\"marketing\":false}}");
    person.call("identify", "{\"userId\":\"%s\",\"anonymousId\":\"" + visitor + "\"}", null);
    person.put("{\"purposes\":{\"marketing\":true}}");
    JsonPath first = Answering.get("/v1/customers/" + user + "/consent?limit=2");
    assertThat(first.getList("history.items.answer")).containsExactly(true, false);
    JsonPath second =
        Answering.get(
            "/v1/customers/"
                + user
                + "/consent?limit=2&cursor="
                + first.getString("history.nextCursor"));
    assertThat(second.getList("history.items.answer")).containsExactly(true);
    assertThat(second.getString("history.nextCursor")).isNull();
    assertThat(Answering.get("/v1/consent?anonymousId=" + visitor).getString("cid")).isEqualTo(cid);
  }

  @Test
  void versionsOfATextAreAddedAndNeverChanged() {
    String path = "/v1/consent/definitions/personalization";
    String text = "{\"text\":{\"en\":\"EN\",\"zh\":\"文\"}}".replace("EN", "Text " + user);
    int version = definition(path, text).statusCode(201).extract().jsonPath().getInt("version");
    assertThat(version).isGreaterThan(1);
    definition(path, text).statusCode(200).body("version", equalTo(version));
    definition(path, text.replaceFirst("\\{", "{\"version\":" + version + ",")).statusCode(200);
    definition(path, text.replace("文", "另").replaceFirst("\\{", "{\"version\":" + version + ","))
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:version-taken"));
    definition(path, text.replaceFirst("\\{", "{\"version\":900,"))
        .statusCode(400)
        .body("errors[0].field", equalTo("version"));
    definition(path, "{\"text\":{\"en\":\"only\"}}")
        .statusCode(400)
        .body("errors[0].field", equalTo("text.zh"));
    person.put("{\"purposes\":{\"personalization\":true}}");
    JsonPath state = person.state();
    assertThat(state.getInt("purposes.personalization.definitionVersion")).isEqualTo(version);
    assertThat(state.getBoolean("history.items[0].definitionStated")).isFalse();
    staff("marketer")
        .get("/v1/consent/definitions")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(4));
    staff("marketer")
        .get(path + "?limit=1")
        .then()
        .statusCode(200)
        .body("items[0].version", equalTo(version));
    staff("marketer").contentType("application/json").body(text).put(path).then().statusCode(403);
  }

  @Test
  void mistakesAreNamedAndNobodyElseMayAnswer() {
    wrong("{\"purposes\":{\"ads\":true}}", "purposes.ads");
    wrong("{\"purposes\":{\"analytics\":\"yes\"}}", "purposes.analytics");
    wrong("{\"purposes\":{}}", "purposes");
    wrong("{\"purposes\":{\"analytics\":true},\"when\":1}", "when");
    wrong("{\"purposes\":{\"analytics\":true},\"givenAt\":\"2999-01-01T00:00:00Z\"}", "givenAt");
    wrong("{\"purposes\":{\"analytics\":true},\"definitionVersion\":777}", "definitionVersion");
    wrong("[]", "body");
    String body = "{\"purposes\":{\"analytics\":true}}";
    for (RequestSpecification caller : List.of(shop(), staff("marketer"))) {
      caller
          .contentType("application/json")
          .body(body)
          .put("/v1/customers/" + user + "/consent")
          .then()
          .statusCode(403);
    }
    staff("service").get("/v1/consent").then().statusCode(400);
    assertThat(person.state().getList("history.items")).isEmpty();
  }

  @Test
  void ofManyAnswersAtOnceTheLatestStandsAndNoneIsLost() throws Exception {
    List<Future<?>> puts = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        String body =
            "{\"purposes\":{\"analytics\":%s},\"givenAt\":\"%s\"}"
                .formatted(i != 11, now.minusSeconds(100).plusSeconds(i == 11 ? 50 : i));
        puts.add(callers.submit(() -> person.put(body)));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    }
    assertThat(person.state().getString("purposes.analytics.reason")).isEqualTo("refused");
    assertThat(person.state().getList("history.items")).hasSize(16);
  }

  @Test
  void anErasedPersonHasNoHistory() {
    person.put("{\"purposes\":{\"analytics\":true}}");
    staff("privacy-officer")
        .contentType("application/json")
        .body("{\"userId\":\"" + user + "\"}")
        .post("/v1/privacy/erasures")
        .then()
        .statusCode(202);
    assertThat(query("select count(*) from consent_answer where cid = ?", cid)).isEqualTo("0");
    assertThat(person.state().getString("purposes.analytics.reason")).isEqualTo("not-answered");
  }

  @Test
  void anAnswerThatIsOnItsWayWhileThePersonIsErasedBringsNobodyBack() throws Exception {
    FutureTask<Integer> put =
        new FutureTask<>(
            () ->
                staff("service")
                    .contentType("application/json")
                    .body("{\"purposes\":{\"analytics\":true}}")
                    .put("/v1/customers/" + user + "/consent")
                    .statusCode());
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              erasures.lock();
              Thread.ofVirtual().start(put);
              await().until(() -> !query(WAITING).equals("0"));
              erasures.mark(List.of(cid), Instant.now());
            });
    assertThat(put.get()).isEqualTo(409);
    assertThat(query("select count(*) from vault where cid = ?", cid)).isEqualTo("0");
    assertThat(query("select count(*) from consent_answer where cid = ?", cid)).isEqualTo("0");
    person.put("{\"purposes\":{\"analytics\":true}}");
  }

  private void wrong(String body, String field) {
    staff("service")
        .contentType("application/json")
        .body(body)
        .put("/v1/customers/" + user + "/consent")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo(field));
  }

  private static io.restassured.response.ValidatableResponse definition(String path, String body) {
    return staff("privacy-officer").contentType("application/json").body(body).put(path).then();
  }
}
