package dev.parallax.ingestion.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parallax.contracts.profile.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownConsentTest {
  private static final String CID = "c_1";
  private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

  private final KnownConsent known = new KnownConsent(null);
  private final long now = System.nanoTime();

  @Test
  void whatWasReadBeforeItWasForgottenDoesNotComeBack() {
    known.offer(Map.of(CID, agreed()), now);
    assertThat(isKnown()).isTrue();
    known.forget(Set.of(CID));
    known.offer(Map.of(CID, agreed()), now);
    assertThat(isKnown()).as("a request that had read it before").isFalse();
    known.offer(Map.of(CID, agreed()), System.nanoTime());
    assertThat(isKnown()).isTrue();
  }

  @Test
  void theLaterOfTwoCommitsIsRememberedInWhateverOrderTheyAreTold() {
    known.remember(new Profiles.Applied(0, Map.of(), Map.of(CID, Said.NOTHING), now));
    known.remember(new Profiles.Applied(0, Map.of(), Map.of(CID, agreed()), now - 1));
    assertThat(isKnown()).isFalse();
  }

  @Test
  void whatIsAMinuteOldIsLookedUpAgainUnlessTheDatabaseIsAway() {
    known.offer(Map.of(CID, agreed()), now - Duration.ofSeconds(61).toNanos());
    assertThat(isKnown()).isFalse();
    known.databaseIsAway(true);
    assertThat(isKnown()).isTrue();
  }

  private boolean isKnown() {
    return known.isKnown(CID, Map.of(Purpose.MARKETING, true), Set.of(), AT);
  }

  private static Said agreed() {
    ProfileState state = ProfileState.empty();
    state.apply(
        new ProfileUpdate(
            CID,
            JsonNodeFactory.instance.objectNode(),
            Map.of(Purpose.MARKETING, true),
            AT,
            new Evidence(
                Way.SEGMENT_CALL, false, true, "shop", AT, Map.of(), null, null, null, "e1"),
            Voice.TRUSTED));
    return state.said();
  }
}
