package dev.parallax.ingestion.identity;

import dev.parallax.kit.erasure.Erasures;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Has every replica forget who an erased person was, whichever replica erased them: by looking,
 * each second, who was erased lately. A message to all replicas was rejected, since one that does
 * not arrive would leave a link for good.
 */
@ApplicationScoped
class ForgottenLinks {
  /** An erasure is dated before it is committed, and by another replica's clock. */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  private final Erasures erasures;
  private final KnownLinks known;
  private final Clock clock;
  private Instant seenUntil;

  ForgottenLinks(Erasures erasures, KnownLinks known, Clock clock) {
    this.erasures = erasures;
    this.known = known;
    this.clock = clock;
    this.seenUntil = clock.instant();
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    Instant now = clock.instant();
    known.forget(erasures.since(seenUntil.minus(OVERLAP)));
    seenUntil = now;
  }
}
