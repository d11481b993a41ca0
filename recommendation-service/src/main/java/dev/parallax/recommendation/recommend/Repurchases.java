package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.behaviour.RepurchaseReader;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** How soon things are bought again, counted every ten minutes, or less often where it is long. */
@ApplicationScoped
class Repurchases {
  private static final Logger LOG = Logger.getLogger(Repurchases.class);
  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final int PART_OF_TIME = 50;

  private final RepurchaseReader reader;
  private final Clock clock;
  private volatile RepurchaseReader.Intervals current = RepurchaseReader.Intervals.NONE;
  private Instant next = Instant.EPOCH;

  Repurchases(RepurchaseReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  RepurchaseReader.Intervals current() {
    return current;
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  synchronized void refresh() {
    Instant start = clock.instant();
    if (start.isBefore(next)) {
      return;
    }
    try {
      current = reader.read();
    } catch (RuntimeException e) {
      LOG.warnf("repurchases not counted cause=%s", e.getClass().getSimpleName());
    }
    Duration pause = Duration.between(start, clock.instant()).multipliedBy(PART_OF_TIME);
    next = clock.instant().plus(pause.compareTo(PAUSE) > 0 ? pause : PAUSE);
  }

  /** Counts now. */
  synchronized void count() {
    current = reader.read();
  }
}
