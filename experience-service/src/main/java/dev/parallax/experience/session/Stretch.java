package dev.parallax.experience.session;

import java.time.Duration;

/**
 * Everything within the pause of some facts.
 *
 * @param lowest epoch milliseconds, as {@code highest}
 */
public record Stretch(long lowest, long highest) {

  public static Stretch around(long fromMillis, long toMillis, Duration pause) {
    return new Stretch(fromMillis - pause.toMillis(), toMillis + pause.toMillis());
  }

  public static Stretch around(Visit visit, Duration pause) {
    return around(visit.startedAt(), visit.endedAt(), pause);
  }

  public Stretch and(Stretch other) {
    return new Stretch(Math.min(lowest, other.lowest), Math.max(highest, other.highest));
  }
}
