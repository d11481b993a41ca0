package dev.parallax.ingestion.collect;

import static dev.parallax.ingestion.Callers.json;
import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What senders are believed about people, by the key they send with. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class AuthorityComponentTest {
  private static final String PAGE = "https://www.shop.example";
  private static final String CHOSEN = "Segment Consent Preference Updated";

  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String unique = UUID.randomUUID().toString();
  private final String user = "user-" + unique;
  private final String other = "other-" + unique;
  private final String visitor = "visitor-" + unique;
  private String keyOfPages;
  private String keyWithoutTheScopes;

  /** Where anybody may have read the key, or its source may not say such a thing. */
  enum Sender {
    PAGE_WITH_A_SERVERS_KEY,
    BROWSER_THAT_NAMES_NO_ORIGIN,
    KEY_OF_A_SOURCE_WITH_ORIGINS,
    KEY_WITHOUT_THE_SCOPES,
    KEY_IN_THE_ADDRESS,
    KEY_IN_THE_BODY
  }

  @BeforeEach
  void makeTheSources() {
    keyOfPages = keyOf("{'name':'pages-%s','origins':['%s']}", unique, PAGE);
    keyWithoutTheScopes = keyOf("{'name':'till-%s','scopes':['behaviour']}", unique);
  }

  private static String keyOf(String source, Object... parts) {
    return staff("admin")
        .contentType("application/json")
        .body(json(source, parts))
        .post("/v1/sources")
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  @ParameterizedTest
  @EnumSource(Sender.class)
  void aKeyThatAnybodyMayHaveReadJoinsNoCustomers(Sender sender) {
    server("identify", "{\"userId\":\"%s\"}".formatted(user));
    server("identify", "{\"userId\":\"%s\"}".formatted(other));
    String id = "alias-" + unique;
    String alias =
        "{\"userId\":\"%s\",\"previousId\":\"%s\",\"anonymousId\":\"%s\",\"messageId\":\"%s\"}"
            .formatted(user, other, visitor, id);
    send(sender, "alias", alias);
    String card =
        "{\"userId\":\"%s\",\"traits\":{\"loyaltyCard\":\"card-"
            + unique
            + "\",\"plan\":\"gold\"}}";
    send(sender, "identify", card.formatted(user));
    server("identify", card.formatted(other));
    assertThat(merged(user) + merged(other)).as("neither is the other").isZero();
    assertThat(root(pseudonyms.anonymous(visitor)))
        .as("a visitor nobody owns has signed in")
        .isEqualTo(pseudonyms.customer(user));
    assertThat(Log.await(Topics.CUSTOMER_EVENTS, e -> e.path("id").asText().endsWith(":" + id)))
        .as("the call itself is an event")
        .hasSize(1);

    server("identify", card.formatted(user));
    assertThat(merged(user) + merged(other)).as("a server's word joins them").isOne();
  }

  @Test
  void aServersAliasJoinsTwoCustomers() {
    server("identify", "{\"userId\":\"%s\"}".formatted(other));
    server("alias", "{\"userId\":\"%s\",\"previousId\":\"%s\"}".formatted(user, other));
    assertThat(merged(user) + merged(other)).isOne();
  }

  @ParameterizedTest
  @EnumSource(Sender.class)
  void withoutBeingTheCustomersVisitorSuchASenderMayRefuseButNotAgree(Sender sender) {
    server("identify", "{\"userId\":\"%s\",\"anonymousId\":\"%s\"}".formatted(other, visitor));
    send(sender, "track", answer(user, null, "X", true));
    send(sender, "track", answer(user, null, CHOSEN, true));
    send(sender, "track", answer(user, visitor, CHOSEN, true));
    assertThat(reason(user)).as("the visitor is somebody else's").isEqualTo("not-answered");
    send(sender, "track", answer(user, null, "X", false));
    assertThat(reason(user)).isEqualTo("refused");
    send(sender, "track", answer(user, visitor, CHOSEN, true));
    assertThat(reason(user)).isEqualTo("refused");
    server("track", answer(user, null, CHOSEN, true));
    assertThat(reason(user)).as("a server answers for customers").isEqualTo("agreed");
  }

  @Test
  void aVisitorAnswersForTheCustomerTheyAreOrSignInAs() {
    page("track", answer(user, visitor, "X", true));
    assertThat(reason(user)).as("by the call that signs in").isEqualTo("agreed");
    page("track", answer(user, visitor, CHOSEN, false));
    assertThat(reason(user)).isEqualTo("refused");
    page("track", answer(null, visitor, CHOSEN, true));
    assertThat(reason(user)).as("as the visitor").isEqualTo("agreed");
  }

  @Test
  void whatTheFirmRecordedIsUndoneByNoPage() {
    page("track", answer(null, visitor, CHOSEN, true));
    record(false);
    page("track", answer(user, visitor, CHOSEN, true));
    assertThat(reason(user)).as("nor by a yes from before the sign-in").isEqualTo("refused");
    page("track", answer(user, visitor, "X", false));
    page("track", answer(user, visitor, "X", true));
    page("track", answer(null, visitor, CHOSEN, false));
    page("track", answer(null, visitor, CHOSEN, true));
    assertThat(reason(user)).as("nor by refusing once more first").isEqualTo("refused");
    record(true);
    assertThat(reason(user)).isEqualTo("agreed");
    page("track", answer(null, visitor, CHOSEN, false));
    assertThat(reason(user)).as("a refusal is heard from anybody").isEqualTo("refused");
  }

  @Test
  void whatWasRejectedIsBelievedLaterAsFarAsItsSenderWas() {
    String wrong = "{\"userId\":\"%s\",\"timestamp\":\"never\",\"messageId\":\"%s\"}";
    asPage().body(wrong.formatted(user, "p-" + unique)).post("/v1/identify").then().statusCode(400);
    shop().body(wrong.formatted(user, "s-" + unique)).post("/v1/identify").then().statusCode(400);
    String believed = "select may_join || ' ' || may_answer from rejected where message_id = ?";
    assertThat(query(believed, "p-" + unique)).isEqualTo("false false");
    assertThat(query(believed, "s-" + unique)).isEqualTo("true true");
  }

  private void send(Sender sender, String path, String body) {
    RequestSpecification request =
        switch (sender) {
          case PAGE_WITH_A_SERVERS_KEY -> asPage();
          case BROWSER_THAT_NAMES_NO_ORIGIN -> shop().header("Sec-Fetch-Site", "same-origin");
          case KEY_OF_A_SOURCE_WITH_ORIGINS -> script(keyOfPages);
          case KEY_WITHOUT_THE_SCOPES -> script(keyWithoutTheScopes);
          case KEY_IN_THE_ADDRESS -> given().queryParam("writeKey", IngestionSettings.WRITE_KEY);
          case KEY_IN_THE_BODY -> given();
        };
    String sent =
        sender == Sender.KEY_IN_THE_BODY
            ? "{\"writeKey\":\"" + IngestionSettings.WRITE_KEY + "\"," + body.substring(1)
            : body;
    request.body(sent).post("/v1/" + path).then().statusCode(200);
  }

  /** Without an {@code Origin}. */
  private static RequestSpecification script(String key) {
    return given().auth().preemptive().basic(key, "");
  }

  private static RequestSpecification asPage() {
    return shop().header("Origin", PAGE);
  }

  private static void page(String path, String body) {
    asPage().body(body).post("/v1/" + path).then().statusCode(200);
  }

  private static void server(String path, String body) {
    shop().body(body).post("/v1/" + path).then().statusCode(200);
  }

  private static String answer(String userId, String anonymousId, String event, boolean agreed) {
    return "{%s%s\"event\":\"%s\",\"context\":{\"consent\":{\"categoryPreferences\":{\"analytics\":%s}}}}"
        .formatted(
            userId == null ? "" : "\"userId\":\"" + userId + "\",",
            anonymousId == null ? "" : "\"anonymousId\":\"" + anonymousId + "\",",
            event,
            agreed);
  }

  private void record(boolean agreed) {
    staff("privacy-officer")
        .contentType("application/json")
        .body("{\"purposes\":{\"analytics\":" + agreed + "}}")
        .put("/v1/customers/" + user + "/consent")
        .then()
        .statusCode(200);
  }

  private static String reason(String userId) {
    return staff("privacy-officer")
        .get("/v1/customers/" + userId + "/consent")
        .then()
        .statusCode(200)
        .extract()
        .path("purposes.analytics.reason");
  }

  private int merged(String userId) {
    return root(pseudonyms.customer(userId)) == null ? 0 : 1;
  }

  private static String root(String cid) {
    return query("select into_cid from identity_link where from_cid = ?", cid);
  }
}
