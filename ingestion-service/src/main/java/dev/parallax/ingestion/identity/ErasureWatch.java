package dev.parallax.ingestion.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.store.Outage;
import dev.parallax.kit.store.StoreException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Has every replica forget who an erased person was and what they said, whichever replica erased
 * them: by looking, each second, who was erased lately. A message to all replicas was rejected,
 * since one that does not arrive would leave a link for good.
 */
@ApplicationScoped
class ErasureWatch {
  private static final Logger LOG = Logger.getLogger(ErasureWatch.class);

  /** An erasure is dated before it is committed, and by another replica's clock. */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  private final Erasures erasures;
  private final KnownLinks known;
  private final Event<ErasedLately> told;
  private final Clock clock;

  /** The same ones are found for a while, and what came since must not be forgotten. */
  private final Cache<String, Instant> forgotten =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(5)).build();

  private Instant seenUntil;

  ErasureWatch(Erasures erasures, KnownLinks known, Event<ErasedLately> told, Clock clock) {
    this.erasures = erasures;
    this.known = known;
    this.told = told;
    this.clock = clock;
    this.seenUntil = clock.instant();
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      Instant now = clock.instant();
      Set<String> lately = new HashSet<>();
      erasures
          .since(seenUntil.minus(OVERLAP))
          .forEach(
              (cid, at) -> {
                if (!at.equals(forgotten.getIfPresent(cid))) {
                  lately.add(cid);
                  forgotten.put(cid, at);
                }
              });
      if (!lately.isEmpty()) {
        known.forget(lately);
        told.fire(new ErasedLately(lately));
      }
      seenUntil = now;
    } catch (StoreException e) {
      if (!Outage.isPassing(e)) {
        throw e;
      }
      LOG.debugf("erasures are looked for again later cause=%s", e.getClass().getSimpleName());
    }
  }
}
