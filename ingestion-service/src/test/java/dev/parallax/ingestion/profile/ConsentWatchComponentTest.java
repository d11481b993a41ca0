package dev.parallax.ingestion.profile;

import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another replica, beside the one that takes the calls in. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ConsentWatchComponentTest {
  @Inject AgroalDataSource store;
  @Inject Profiles profiles;
  @Inject Clock clock;

  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String user = "watched-" + UUID.randomUUID();
  private final String cid = pseudonyms.customer(user);
  private KnownConsent known;
  private ConsentWatch watch;

  @BeforeEach
  void theOtherReplicaKnowsTheAnswer() {
    known = new KnownConsent(profiles);
    watch = new ConsentWatch(store, known);
    watch.look();
    answer("\"userId\":\"" + user + "\"", true);
    watch.look();
    assertThat(known.of(Set.of(cid)).get(cid).standing()).containsEntry(Purpose.MARKETING, true);
    watch.look();
    assertThat(isKnown()).as("what this replica has stored itself").isTrue();
  }

  @Test
  void whatAnotherReplicaHeardIsReadAgain() {
    answer("\"userId\":\"" + user + "\"", false);
    assertThat(isKnown()).isTrue();
    watch.look();
    assertThat(isKnown()).isFalse();
    assertThat(known.of(Set.of(cid)).get(cid).standing()).containsEntry(Purpose.MARKETING, false);
  }

  @Test
  void whoseVisitorRefusedBeforeTheySignedInIsReadAgain() {
    answer("\"anonymousId\":\"of-" + user + "\"", false);
    watch.look();
    shop()
        .body("{\"userId\":\"%1$s\",\"anonymousId\":\"of-%1$s\"}".formatted(user))
        .post("/v1/identify")
        .then()
        .statusCode(200);
    watch.look();
    assertThat(isKnown()).isFalse();
  }

  /** A replica whose clock is behind, or a transaction that took long: the id is below others. */
  @Test
  void whatWasCommittedAfterLaterAnswersIsReadAgainToo() {
    watch.look();
    update(
        """
        insert into consent_answer (id, cid, purpose, answer, given_at, received_at, origin, source,
          definition_stated)
        values (?, ?, 'marketing', false, now(), now(), 'api', 'service', false)
        """,
        new UUID(0x7000, UUID.randomUUID().getLeastSignificantBits()),
        cid);
    update(
        "update customer set state = jsonb_set(state, '{consent,marketing}', ?::jsonb) where cid = ?",
        "{\"v\":false,\"t\":1,\"e\":{\"v\":false,\"t\":1}}",
        cid);
    assertThat(isKnown()).isTrue();
    watch.look();
    assertThat(isKnown()).isFalse();
  }

  private boolean isKnown() {
    return known.isKnown(cid, Map.of(Purpose.MARKETING, true), Set.of(), clock.instant());
  }

  private static void answer(String who, boolean agreed) {
    shop()
        .body(
            "{%s,\"event\":\"Seen\",\"context\":{\"consent\":{\"categoryPreferences\":{\"marketing\":%s}}}}"
                .formatted(who, agreed))
        .post("/v1/track")
        .then()
        .statusCode(200);
  }
}
