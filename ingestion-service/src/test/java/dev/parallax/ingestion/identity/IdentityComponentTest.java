package dev.parallax.ingestion.identity;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.vault.Vault;
import dev.parallax.kit.pseudonym.Cid;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class IdentityComponentTest {
  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String user = "user-" + UUID.randomUUID();
  private final String visitor = "visitor-" + UUID.randomUUID();

  @Inject Vault vault;

  @Test
  void personalTraitsGoToTheVaultAndTheOthersToTheProfile() {
    post(
        "identify",
        """
        {"userId":"%s","traits":{"name":"Alice Example","email":"alice@example.com","plan":"gold","age":30},
         "context":{"consent":{"categoryPreferences":{"analytics":true,"marketing":false}}}}
        """);
    String cid = pseudonyms.customer(user);
    JsonNode profile = profiles(cid).getLast();
    assertThat(profile.path("traits").path("plan").asText()).isEqualTo("gold");
    assertThat(profile.path("consent").path("marketing").asBoolean(true)).isFalse();
    assertThat(profile.path("consent").path("analytics").asBoolean(false)).isTrue();
    var known = vault.find(cid).orElseThrow();
    assertThat(known.userId()).isEqualTo(user);
    assertThat(known.traits().path("email").asText()).isEqualTo("alice@example.com");
    for (String topic : List.of(Topics.CUSTOMER_EVENTS, Topics.CUSTOMER_PROFILES)) {
      assertThat(Log.values(topic).toString()).doesNotContain(user, "Alice", "alice@");
    }
    for (String table : List.of("customer", "vault", "outbox", "identity_link")) {
      assertThat(
              query("select count(*) from " + table + " t where t::text like ?", "%" + user + "%"))
          .isEqualTo("0");
    }
  }

  @Test
  void noCallCarriesARealIdOut() {
    String number = "7" + Math.abs(user.hashCode());
    post(
        "group",
        "{\"userId\":\"%s\",\"groupId\":\"ann@example.com\",\"messageId\":\"" + visitor + "\"}");
    post("group", "{\"userId\":\"%s\",\"groupId\":\"%s\"}");
    post(
        "track",
        "{\"userId\":\"%s\",\"event\":\"Login\",\"messageId\":\"m-%s\",\"properties\":{\"uid\":\"%s\",\"owner_id\":\"%s\"}}");
    post(
        "track",
        "{\"userId\":\"N\",\"anonymousId\":\"%s\",\"event\":\"Login\",\"messageId\":\"%s\",\"properties\":{\"owner\":N}}"
            .replace("N", number));
    assertThat(Log.values(Topics.CUSTOMER_EVENTS).toString())
        .contains("\"groupId\":\"" + pseudonyms.customer(user) + "\"")
        .doesNotContain(user, number, "ann@example.com");
  }

  @Test
  void anOlderAnswerThatComesLateChangesNothingAndRepeatsAreNotAnnounced() {
    post(
        "identify",
        "{\"userId\":\"%s\",\"timestamp\":\"2026-03-02T12:00:00Z\",\"traits\":{\"plan\":\"gold\"}}");
    post(
        "identify",
        "{\"userId\":\"%s\",\"timestamp\":\"2026-03-01T12:00:00Z\",\"traits\":{\"plan\":\"free\"}}");
    post(
        "identify",
        "{\"userId\":\"%s\",\"timestamp\":\"2026-03-03T12:00:00Z\",\"traits\":{\"plan\":\"gold\"}}");
    post(
        "identify",
        "{\"userId\":\"%s\",\"timestamp\":\"2026-03-04T12:00:00Z\",\"traits\":{\"plan\":\"last\"}}");
    String cid = pseudonyms.customer(user);
    Log.await(
        Topics.CUSTOMER_PROFILES,
        p ->
            cid.equals(p.path("cid").asText())
                && "last".equals(p.path("traits").path("plan").asText()));
    assertThat(profiles(cid))
        .extracting(p -> p.path("traits").path("plan").asText())
        .containsExactly("gold", "last");
  }

  @Test
  void consentIsReadFromAnyCall() {
    String body =
        "{\"userId\":\"%s\",\"event\":\"X\",\"context\":{\"consent\":{\"categoryPreferences\":{\"personalization\":ANSWER}}}}";
    post("track", body.replace("ANSWER", "true"));
    post("track", body.replace("ANSWER", "true"));
    post("track", body.replace("ANSWER", "false"));
    String cid = pseudonyms.customer(user);
    Log.await(
        Topics.CUSTOMER_PROFILES,
        p ->
            cid.equals(p.path("cid").asText())
                && !p.path("consent").path("personalization").asBoolean(true));
    assertThat(profiles(cid)).hasSize(2);
  }

  @Test
  void aVisitorWhoSignsInIsMergedOnceAndCountsAsTheCustomerFromThenOn() {
    post("track", "{\"anonymousId\":\"" + visitor + "\",\"event\":\"Before\"}");
    for (int i = 0; i < 3; i++) {
      post("identify", "{\"userId\":\"%s\",\"anonymousId\":\"" + visitor + "\"}");
    }
    post("track", "{\"anonymousId\":\"" + visitor + "\",\"event\":\"After\"}");
    String from = pseudonyms.anonymous(visitor);
    String into = pseudonyms.customer(user);
    assertThat(merges(from)).hasSize(1).allMatch(m -> into.equals(m.path("into").asText()));
    assertThat(cidsOf("Before", from, into)).containsExactly(from);
    assertThat(cidsOf("After", from, into)).containsExactly(into);
  }

  @Test
  void aSecondPersonOnTheSameDeviceIsNotMergedWithTheFirst() {
    String second = "second-" + UUID.randomUUID();
    post("identify", "{\"userId\":\"%s\",\"anonymousId\":\"" + visitor + "\"}");
    post("identify", "{\"userId\":\"" + second + "\",\"anonymousId\":\"" + visitor + "\"}");
    post("track", "{\"userId\":\"" + second + "\",\"event\":\"Mine\"}");
    assertThat(merges(pseudonyms.anonymous(visitor)))
        .hasSize(1)
        .allMatch(m -> pseudonyms.customer(user).equals(m.path("into").asText()));
    assertThat(cidsOf("Mine", pseudonyms.customer(second), pseudonyms.customer(user)))
        .containsExactly(pseudonyms.customer(second));
  }

  @Test
  void anAliasJoinsTwoUsersAndWhatIsKnownOfThem() {
    String old = "old-" + UUID.randomUUID();
    post(
        "identify",
        "{\"userId\":\""
            + old
            + "\",\"anonymousId\":\""
            + visitor
            + "\",\"traits\":{\"plan\":\"gold\"}}");
    post("identify", "{\"userId\":\"%s\",\"traits\":{\"language\":\"de\"}}");
    post("alias", "{\"userId\":\"%s\",\"previousId\":\"" + old + "\"}");
    post("track", "{\"userId\":\"" + old + "\",\"event\":\"Still here\"}");
    post("alias", "{\"userId\":\"" + old + "\",\"previousId\":\"" + user + "\"}");

    String into = Stream.of(old, user).map(pseudonyms::customer).min(Cid.SENIORITY).orElseThrow();
    String from = pseudonyms.customer(into.equals(pseudonyms.customer(old)) ? user : old);
    assertThat(merges(from)).hasSize(1).allMatch(m -> into.equals(m.path("into").asText()));
    JsonNode joined =
        Log.await(
                Topics.CUSTOMER_PROFILES,
                p ->
                    into.equals(p.path("cid").asText())
                        && p.path("traits").has("plan")
                        && p.path("traits").has("language"))
            .getLast();
    assertThat(joined.path("traits").path("language").asText()).isEqualTo("de");
    assertThat(cidsOf("Still here", from, into)).containsExactly(into);
    assertThat(
            query(
                "select into_cid from identity_link where from_cid = ?",
                pseudonyms.anonymous(visitor)))
        .isEqualTo(into);
    assertThat(query("select count(*) from identity_link where from_cid = ?", into)).isEqualTo("0");
  }

  @Test
  void aRefusalOfAVisitorWhomAnotherReplicaMergedIsTheCustomers() {
    post("identify", "{\"userId\":\"%s\"," + consent(true) + "}");
    update(
        "insert into identity_link (from_cid, into_cid, linked_at) values (?, ?, now())",
        pseudonyms.anonymous(visitor),
        pseudonyms.customer(user));
    post("track", "{\"anonymousId\":\"" + visitor + "\",\"event\":\"X\"," + consent(false) + "}");
    assertThat(lastAnswer(pseudonyms.customer(user))).isFalse();
    post("track", "{\"anonymousId\":\"" + visitor + "\",\"event\":\"X\"," + consent(true) + "}");
    assertThat(lastAnswer(pseudonyms.customer(user))).isTrue();
  }

  @Test
  void aRefusalSurvivesAChainOfMergesWithinOneRequest() {
    String last = "last-" + UUID.randomUUID();
    post("track", "{\"anonymousId\":\"" + visitor + "\",\"event\":\"X\"," + consent(false) + "}");
    post(
        "batch",
        """
        {"batch":[{"type":"identify","userId":"%s","anonymousId":"VISITOR"},
                  {"type":"alias","userId":"LAST","previousId":"%s"},
                  {"type":"track","anonymousId":"VISITOR","event":"After the chain"}]}
        """
            .replace("VISITOR", visitor)
            .replace("LAST", last));
    String root = Stream.of(last, user).map(pseudonyms::customer).min(Cid.SENIORITY).orElseThrow();
    assertThat(lastAnswer(root)).isFalse();
    assertThat(merges(pseudonyms.anonymous(visitor))).hasSize(1);
    assertThat(
            query(
                "select into_cid from identity_link where from_cid = ?",
                pseudonyms.anonymous(visitor)))
        .isEqualTo(root);
    assertThat(cidsOf("After the chain", pseudonyms.customer(last), pseudonyms.customer(user)))
        .containsExactly(root);
  }

  @Test
  void anAnswerThatCameTooLateToCountHidesNoNewerOne() {
    for (String answer : List.of("10\",YES", "05\",NO", "20\",NO")) {
      post(
          "track",
          "{\"userId\":\"%s\",\"event\":\"X\",\"timestamp\":\"2026-03-02T12:00:ANSWER}"
              .replace("ANSWER", answer.replace("\",", "Z\","))
              .replace("YES", consent(true))
              .replace("NO", consent(false)));
    }
    assertThat(lastAnswer(pseudonyms.customer(user))).isFalse();
  }

  @Test
  void anAnswerThatStandsIsToldOnceMoreWhenAMergeContradictsIt() {
    String late = "\"timestamp\":\"2026-03-02T12:00:20Z\",";
    post("track", "{\"userId\":\"%s\",\"event\":\"X\"," + late + consent(false) + "}");
    String early = "\"timestamp\":\"2026-03-02T12:00:10Z\",";
    post(
        "track",
        "{\"anonymousId\":\"" + visitor + "\",\"event\":\"X\"," + early + consent(true) + "}");
    post("identify", "{\"userId\":\"%s\",\"anonymousId\":\"" + visitor + "\"}");
    String cid = pseudonyms.customer(user);
    assertThat(query("select version from customer where cid = ?", cid)).isEqualTo("2");
    Log.await(
        Topics.CUSTOMER_PROFILES, p -> ("profile:" + cid + ":2").equals(p.path("id").asText()));
    assertThat(profiles(cid))
        .hasSize(2)
        .allMatch(p -> !p.path("consent").path("personalization").asBoolean(true));
  }

  private static String consent(boolean personalization) {
    return "\"context\":{\"consent\":{\"categoryPreferences\":{\"personalization\":"
        + personalization
        + "}}}";
  }

  /** What the store says, and what consumers will hear. */
  private static Boolean lastAnswer(String cid) {
    String stored =
        query("select state->'consent'->'personalization'->>'v' from customer where cid = ?", cid);
    if (stored != null) {
      Log.await(
          Topics.CUSTOMER_PROFILES,
          p ->
              cid.equals(p.path("cid").asText())
                  && stored.equals(p.path("consent").path("personalization").asText()));
    }
    return stored == null ? null : Boolean.valueOf(stored);
  }

  private void post(String path, String body) {
    shop().body(body.replace("%s", user)).post("/v1/" + path).then().statusCode(200);
  }

  private static List<JsonNode> profiles(String cid) {
    return Log.await(Topics.CUSTOMER_PROFILES, p -> cid.equals(p.path("cid").asText()));
  }

  private static List<JsonNode> merges(String from) {
    return Log.await(Topics.IDENTITY_MERGES, m -> from.equals(m.path("from").asText()));
  }

  private static List<String> cidsOf(String event, String... cids) {
    return Log.values(Topics.CUSTOMER_EVENTS).stream()
        .filter(e -> event.equals(e.path("name").asText()))
        .map(e -> e.path("cid").asText())
        .filter(List.of(cids)::contains)
        .toList();
  }
}
