package dev.parallax.ingestion.publish;

import dev.parallax.kit.store.StoreException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * How many events a second come in, over the last minute. What this replica takes in is added every
 * second to what the others do, so that whoever is asked knows of all.
 */
@ApplicationScoped
public class Rate {
  static final int SECONDS = 60;
  private static final int SHOWN_SECONDS = 3;
  private static final Logger LOG = Logger.getLogger(Rate.class);

  private final RateStore store;
  private final Clock clock;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final Counter acceptedMeter;
  private final Counter rejectedMeter;
  private volatile Snapshot latest = new Snapshot(0, Collections.nCopies(SECONDS, 0), 0, 0);

  /**
   * @param eventsPerSecond mean of the last three whole seconds
   * @param lastMinute events of each of the last sixty whole seconds, oldest first
   * @param accepted ever
   * @param rejected ever
   */
  public record Snapshot(
      double eventsPerSecond, List<Integer> lastMinute, long accepted, long rejected) {}

  Rate(RateStore store, Clock clock, MeterRegistry meters) {
    this.store = store;
    this.clock = clock;
    this.acceptedMeter = meters.counter("parallax.ingestion.accepted");
    this.rejectedMeter = meters.counter("parallax.ingestion.rejected");
  }

  /** The broker or the spool has these. */
  public void accepted(int events) {
    accepted.add(events);
    acceptedMeter.increment(events);
  }

  /** These went to the quarantine. */
  public void rejected(int inputs) {
    rejected.add(inputs);
    rejectedMeter.increment(inputs);
  }

  /** As of the last second. */
  Snapshot latest() {
    return latest;
  }

  /**
   * As of now.
   *
   * @throws StoreException when the database is away
   */
  synchronized Snapshot now() {
    Instant now = clock.instant();
    share(now);
    latest = store.read(now);
    return latest;
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void tick() {
    try {
      now();
    } catch (StoreException e) {
      LOG.debugf("the rate is not known, the database is away cause=%s", e.getMessage());
    }
  }

  @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  void fold() {
    try {
      store.fold(clock.instant());
    } catch (StoreException e) {
      LOG.debugf("old seconds stay, the database is away cause=%s", e.getMessage());
    }
  }

  static double recent(int[] minute) {
    return Arrays.stream(minute, SECONDS - SHOWN_SECONDS, SECONDS).average().orElse(0);
  }

  /** What cannot be shared now is shared later, as of then. */
  private void share(Instant now) {
    long taken = accepted.sumThenReset();
    long refused = rejected.sumThenReset();
    if (taken == 0 && refused == 0) {
      return;
    }
    try {
      store.add(now, taken, refused);
    } catch (StoreException e) {
      accepted.add(taken);
      rejected.add(refused);
      throw e;
    }
  }
}
