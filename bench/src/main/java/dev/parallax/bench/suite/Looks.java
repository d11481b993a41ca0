package dev.parallax.bench.suite;

import dev.parallax.local.process.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at equal distances of time, beside whatever else goes on, at what a process holds. */
public final class Looks implements AutoCloseable {
  private static final int MEBI = 20;

  private final ScheduledExecutorService beside = Executors.newSingleThreadScheduledExecutor();
  private final List<Long> mebibytes = new ArrayList<>();

  Looks(long pid, Duration distance) {
    beside.scheduleAtFixedRate(() -> look(pid), 0, distance.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void look(long pid) {
    mebibytes.add(Memory.resident(pid) >> MEBI);
  }

  /** What was seen so far. */
  public synchronized Resident seen() {
    return new Resident(mebibytes);
  }

  @Override
  public void close() {
    beside.shutdownNow();
  }
}
