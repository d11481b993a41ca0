package dev.parallax.local.process;

import java.time.Duration;
import java.util.Objects;

/**
 * How long to wait before the next try: twice as long each time, up to a limit. Not thread-safe.
 *
 * <p>Without jitter, on purpose: one supervisor restarts its own children, so there is no herd to
 * spread.
 */
public final class Backoff {

  private final Duration first;
  private final Duration longest;
  private Duration next;

  /**
   * @param first the first pause
   * @param longest no pause is longer
   */
  public Backoff(Duration first, Duration longest) {
    this.first = Objects.requireNonNull(first, "first");
    this.longest = Objects.requireNonNull(longest, "longest");
    if (!first.isPositive() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "need 0 < first <= longest, was " + first + " and " + longest);
    }
    this.next = first;
  }

  /** The pause before the next try. */
  public Duration next() {
    Duration pause = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) > 0 ? longest : doubled;
    return pause;
  }

  /** After a success that lasted: the next pause is the first one again. */
  public void reset() {
    next = first;
  }
}
