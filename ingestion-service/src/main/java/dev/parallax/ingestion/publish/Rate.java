package dev.parallax.ingestion.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many events a second this replica takes in, over the last minute: a ring of sixty seconds,
 * each slot stamped with the second it belongs to, so that nothing has to clear it.
 */
@ApplicationScoped
public class Rate {
  static final int SECONDS = 60;
  private static final int SLOTS = 64;
  private static final int SHOWN_SECONDS = 3;
  private static final int COUNT_BITS = 32;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

  private final Clock clock;
  private final AtomicLongArray ring = new AtomicLongArray(SLOTS);
  private final LongAdder accepted = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final Counter acceptedMeter;
  private final Counter rejectedMeter;

  /**
   * @param eventsPerSecond mean of the last three whole seconds
   * @param lastMinute events of each of the last sixty whole seconds, oldest first
   * @param accepted since this replica started
   * @param rejected since this replica started
   */
  public record Snapshot(
      double eventsPerSecond, List<Integer> lastMinute, long accepted, long rejected) {}

  Rate(Clock clock, MeterRegistry meters) {
    this.clock = clock;
    this.acceptedMeter = meters.counter("parallax.ingestion.accepted");
    this.rejectedMeter = meters.counter("parallax.ingestion.rejected");
  }

  /** The broker has these. */
  public void accepted(int events) {
    accepted.add(events);
    acceptedMeter.increment(events);
    long second = clock.instant().getEpochSecond();
    ring.accumulateAndGet(
        slot(second),
        events,
        (slot, more) ->
            (slot >>> COUNT_BITS == stamp(second) ? slot : stamp(second) << COUNT_BITS) + more);
  }

  /** These went to the quarantine. */
  public void rejected(int inputs) {
    rejected.add(inputs);
    rejectedMeter.increment(inputs);
  }

  public Snapshot snapshot() {
    long now = clock.instant().getEpochSecond();
    List<Integer> minute = new ArrayList<>(SECONDS);
    for (long second = now - SECONDS; second < now; second++) {
      long slot = ring.get(slot(second));
      minute.add(slot >>> COUNT_BITS == stamp(second) ? (int) (slot & COUNT_MASK) : 0);
    }
    double recent =
        minute.subList(SECONDS - SHOWN_SECONDS, SECONDS).stream()
            .mapToInt(Integer::intValue)
            .average()
            .orElse(0);
    return new Snapshot(recent, minute, accepted.sum(), rejected.sum());
  }

  private static int slot(long second) {
    return (int) (second % SLOTS);
  }

  private static long stamp(long second) {
    return second & 0x7fffffffL;
  }
}
