package dev.parallax.recommendation.pace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When something that is done again and again is due: after a pause, which is the longer the longer
 * it took, so that it never takes more than a part of the time. A fixed period was rejected: what
 * is counted in a moment in a small shop takes minutes in a large one. Not thread safe.
 */
public final class Pace {
  private final Clock clock;
  private final Duration shortest;
  private final int times;
  private Instant next = Instant.EPOCH;

  /**
   * @param times how many times as long as the work a pause is at least
   */
  public Pace(Clock clock, Duration shortest, int times) {
    this.clock = clock;
    this.shortest = shortest;
    this.times = times;
  }

  /** At first, and whenever a pause is over. */
  public boolean isDue() {
    return !clock.instant().isBefore(next);
  }

  /** Does the work, and pauses: after a failure, too, so that it is not begun again at once. */
  public void run(Runnable work) {
    Instant start = clock.instant();
    try {
      work.run();
    } finally {
      Instant end = clock.instant();
      Duration pause = Duration.between(start, end).multipliedBy(times);
      next = end.plus(pause.compareTo(shortest) > 0 ? pause : shortest);
    }
  }
}
