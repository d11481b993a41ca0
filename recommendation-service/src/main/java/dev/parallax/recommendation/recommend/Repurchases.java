package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.behaviour.RepurchaseReader;
import dev.parallax.recommendation.pace.Pace;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** How soon things are bought again, counted every ten minutes, or less often where it is long. */
@ApplicationScoped
class Repurchases {
  private static final Logger LOG = Logger.getLogger(Repurchases.class);
  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final int PART_OF_TIME = 50;

  private final RepurchaseReader reader;
  private final Pace pace;
  private volatile RepurchaseReader.Intervals current = RepurchaseReader.Intervals.NONE;

  Repurchases(RepurchaseReader reader, Clock clock) {
    this.reader = reader;
    this.pace = new Pace(clock, PAUSE, PART_OF_TIME);
  }

  RepurchaseReader.Intervals current() {
    return current;
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  synchronized void refresh() {
    try {
      if (pace.isDue()) {
        pace.run(this::count);
      }
    } catch (RuntimeException e) {
      LOG.warnf("repurchases not counted cause=%s", e.getClass().getSimpleName());
    }
  }

  /** Counts now. */
  synchronized void count() {
    current = reader.read();
  }
}
