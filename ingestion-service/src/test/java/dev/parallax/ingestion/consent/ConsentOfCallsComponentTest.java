package dev.parallax.ingestion.consent;

import static dev.parallax.ingestion.Callers.query;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What Segment calls and browsers say of consent. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ConsentOfCallsComponentTest {
  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String user = "user-" + UUID.randomUUID();
  private final String visitor = "visitor-" + UUID.randomUUID();
  private final String cid = pseudonyms.customer(user);
  private final Answering person = new Answering(user, cid);

  @Test
  void aCallKeepsWhatShowsTheAnswerAndRepeatsCostNothing() {
    String track =
        """
        {"userId":"%s","event":"X","context":{"locale":"fr","userAgent":"Mozilla/5.0 (Windows NT 10.0) Firefox/140.0",
         "page":{"path":"/privacy","url":"https://shop.example/privacy?mail=a@b.de"},
         "consent":{"definitionVersion":1,"categoryPreferences":{"analytics":true}}}}
        """;
    person.call("track", track, null);
    String version = query("select xmin::text from customer where cid = ?", cid);
    for (int i = 0; i < 5; i++) {
      person.call("track", track, null);
    }
    assertThat(query("select xmin::text from customer where cid = ?", cid))
        .as("the row was not written again")
        .isEqualTo(version);
    JsonPath state = person.state();
    assertThat(state.getList("history.items")).hasSize(1);
    assertThat(state.getString("history.items[0].origin")).isEqualTo("segment-call");
    assertThat(state.getString("history.items[0].source")).isEqualTo("shop");
    assertThat(state.getString("history.items[0].page")).isEqualTo("/privacy");
    assertThat(state.getString("history.items[0].agent")).isEqualTo("Firefox on Windows");
    assertThat(state.getString("history.items[0].locale")).isEqualTo("fr");
    assertThat(state.getString("history.items[0].proof")).isNotBlank();
    assertThat(state.getBoolean("history.items[0].definitionStated")).isTrue();
  }

  @Test
  void aWithdrawalIsNotUndoneByCallsThatStillCarryTheOldYes() {
    String yes = consent("analytics", true);
    person.call("track", "{\"userId\":\"%s\",\"event\":\"X\"," + yes + "}", null);
    person.put("{\"purposes\":{\"analytics\":false}}");
    person.call("track", "{\"userId\":\"%s\",\"event\":\"X\"," + yes + "}", null);
    person.call("identify", "{\"userId\":\"%s\"," + yes + "}", null);
    assertThat(person.state().getBoolean("purposes.analytics.allowed")).isFalse();
    person.call(
        "track",
        "{\"userId\":\"%s\",\"event\":\"Segment Consent Preference Updated\"," + yes + "}",
        null);
    assertThat(person.state().getBoolean("purposes.analytics.allowed"))
        .as("the customer has just chosen")
        .isTrue();
  }

  @Test
  void globalPrivacyControlRefusesMarketingUntilTheCustomerSaysYes() {
    String yes = "{\"userId\":\"%s\",\"event\":\"X\"," + consent("marketing", true) + "}";
    person.call("track", yes, null);
    assertThat(person.state().getBoolean("purposes.marketing.allowed")).isTrue();
    person.call("track", yes, "1");
    JsonPath state = person.state();
    assertThat(state.getBoolean("purposes.marketing.allowed")).isFalse();
    assertThat(state.getString("purposes.marketing.origin")).isEqualTo("gpc");
    assertThat(state.getString("purposes.personalization.reason")).isEqualTo("not-answered");
    person.put("{\"purposes\":{\"marketing\":true}}");
    person.call("batch", "{\"batch\":[{\"type\":\"page\",\"userId\":\"%s\"}]}", "1");
    assertThat(person.state().getBoolean("purposes.marketing.allowed"))
        .as("an explicit yes after the signal")
        .isTrue();
    person.call("page", "{\"anonymousId\":\"" + visitor + "\",\"context\":{\"gpc\":true}}", null);
    assertThat(
            Answering.get("/v1/consent?anonymousId=" + visitor)
                .getString("purposes.marketing.reason"))
        .isEqualTo("refused");
  }

  private static String consent(String purpose, boolean answer) {
    return "\"context\":{\"consent\":{\"categoryPreferences\":{\"%s\":%s}}}"
        .formatted(purpose, answer);
  }
}
