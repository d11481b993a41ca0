package dev.parallax.local.shop.tell;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Waits until the services have caught up with what they were told. */
public final class Settling {

  private static final long POLL_NANOS = Duration.ofMillis(150).toNanos();
  private static final Duration STUCK = Duration.ofSeconds(60);

  /** Something that is counted over the network. */
  public interface Count {
    long now() throws IOException;
  }

  private Settling() {}

  /**
   * Waits until a count is reached.
   *
   * @param what for the message when it is not
   * @param progress sees each count
   * @throws IOException when the count stands still for a minute below the target
   */
  public static void until(String what, Count count, long target, LongConsumer progress)
      throws IOException {
    long last = -1;
    long moved = System.nanoTime();
    while (true) {
      long now = count.now();
      progress.accept(now);
      if (now >= target) {
        return;
      }
      if (now != last) {
        last = now;
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > STUCK.toNanos()) {
        throw new IOException(
            "waited for %s: %,d of %,d, and no more for %d s"
                .formatted(what, now, target, STUCK.toSeconds()));
      }
      pause();
    }
  }

  /**
   * Waits until a count has not moved for a while.
   *
   * @param still for how long
   */
  public static long untilStill(Count count, Duration still) throws IOException {
    long last = count.now();
    long moved = System.nanoTime();
    while (System.nanoTime() - moved < still.toNanos()) {
      pause();
      long now = count.now();
      if (now != last) {
        last = now;
        moved = System.nanoTime();
      }
    }
    return last;
  }

  private static void pause() throws IOException {
    LockSupport.parkNanos(POLL_NANOS);
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("interrupted");
    }
  }
}
