package dev.parallax.ingestion.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.profile.KnownConsent;
import dev.parallax.ingestion.profile.Said;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ErasureWatchComponentTest {
  @Inject Erasures erasures;
  @Inject Event<ErasedLately> told;
  @Inject KnownConsent knownConsent;
  @Inject Clock clock;

  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String cid = pseudonyms.customer("erased-" + UUID.randomUUID());
  private final KnownLinks known = new KnownLinks();

  @Test
  void whoWasErasedElsewhereIsForgottenOnceAndWhatCameSinceIsNot() {
    ErasureWatch watch = new ErasureWatch(erasures, known, told, clock);
    known.settle("a_1", cid, known.epoch());
    knownConsent.offer(Map.of(cid, Said.NOTHING), System.nanoTime());
    assertThat(isKnown()).isTrue();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              erasures.lock();
              erasures.mark(List.of(cid), clock.instant());
            });
    watch.look();
    assertThat(known.isSettled("a_1", cid)).isFalse();
    assertThat(isKnown()).isFalse();

    known.settle("a_1", cid, known.epoch());
    watch.look();
    assertThat(known.isSettled("a_1", cid)).isTrue();
  }

  /** Nothing was said and nothing is asked: it is known where the customer is. */
  private boolean isKnown() {
    return knownConsent.isKnown(
        cid, Map.<Purpose, Boolean>of(), Set.<Purpose>of(), clock.instant());
  }
}
