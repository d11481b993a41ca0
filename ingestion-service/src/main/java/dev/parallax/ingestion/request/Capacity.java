package dev.parallax.ingestion.request;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of requests may be in memory at once, however many clients there are and however slowly
 * they send. Who finds no room is told to come again: to let them wait would hold what they have
 * sent already, and clients that wait for each other would wait for ever.
 */
@ApplicationScoped
class Capacity {
  /** Whoever has to be read before it is known who sends; the name of no source. */
  static final String KEYLESS = "(keyless)";

  private static final int PART_OF_HEAP = 8;

  private final long most;
  private final long mostOfOne;
  private final Semaphore requests;
  private final Semaphore keyless;
  private final AtomicLong taken = new AtomicLong();
  private final Map<String, AtomicLong> takenBySource = new ConcurrentHashMap<>();

  Capacity(LimitsConfig limits, MeterRegistry metrics) {
    long wanted =
        limits
            .bodies()
            .map(MemorySize::asLongValue)
            .orElseGet(() -> Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    // Else a body of the largest size would never find room.
    this.mostOfOne = Math.max(wanted / 2, 2 * limits.records().asLongValue() + 2);
    this.most = Math.max(wanted, mostOfOne);
    this.requests = new Semaphore(limits.requests());
    // Else those who have no key would keep out those who have one.
    this.keyless = new Semaphore(Math.max(1, limits.requests() / 2));
    metrics.gauge("parallax.ingestion.bodies.bytes", taken);
  }

  /**
   * @throws NoRoomException when as many requests as may be are under way
   */
  void enter(String source) {
    if (source.equals(KEYLESS) && !keyless.tryAcquire()) {
      throw new NoRoomException();
    }
    if (!requests.tryAcquire()) {
      leaveKeyless(source);
      throw new NoRoomException();
    }
  }

  void leave(String source) {
    requests.release();
    leaveKeyless(source);
  }

  private void leaveKeyless(String source) {
    if (source.equals(KEYLESS)) {
      keyless.release();
    }
  }

  /**
   * @throws NoRoomException when there is no room; nothing is then taken
   */
  void take(String source, int bytes) {
    AtomicLong bySource = takenBySource.computeIfAbsent(source, name -> new AtomicLong());
    if (taken.addAndGet(bytes) > most | bySource.addAndGet(bytes) > mostOfOne) {
      giveBack(source, bytes);
      throw new NoRoomException();
    }
  }

  void giveBack(String source, long bytes) {
    if (bytes > 0) {
      taken.addAndGet(-bytes);
      takenBySource.get(source).addAndGet(-bytes);
    }
  }
}
