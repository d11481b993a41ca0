package dev.parallax.ingestion.quarantine;

import dev.parallax.kit.store.StoreException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Deletes what was kept long enough, a little at a time. Replicas that do so at once pass over each
 * other's rows, so each row is deleted once.
 */
@ApplicationScoped
class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final int AT_ONCE = 1_000;

  private final RejectedStore store;
  private final Unkept unkept;
  private final Clock clock;
  private final Duration kept;

  Retention(RejectedStore store, Unkept unkept, Clock clock, QuarantineConfig config) {
    this.store = store;
    this.unkept = unkept;
    this.clock = clock;
    this.kept = config.retention();
    if (kept.isNegative() || kept.isZero()) {
      throw new IllegalArgumentException("parallax.quarantine.retention must be longer than 0");
    }
  }

  @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  void tick() {
    try {
      store.releaseLeft(null); // By jobs that ended while their replica died.
      long deleted = sweep();
      if (deleted > 0) {
        LOG.infof("rejected inputs deleted after their time count=%d", deleted);
      }
    } catch (StoreException e) {
      LOG.debugf("old rejected inputs stay, the database is away cause=%s", e.getMessage());
    }
  }

  /**
   * @return how many were deleted
   */
  long sweep() {
    Instant before = clock.instant().minus(kept);
    unkept.deleteBefore(before);
    long all = 0;
    int deleted;
    do {
      deleted = QuarkusTransaction.requiringNew().call(() -> store.deleteBefore(before, AT_ONCE));
      all += deleted;
    } while (deleted == AT_ONCE);
    return all;
  }
}
