package dev.parallax.ingestion.validation;

import java.time.Duration;
import java.time.Instant;

/** Which event times are believed. */
public final class EventTimes {
  /** Clocks and zones are wrong by hours, not by more. */
  public static final Duration FURTHEST_AHEAD = Duration.ofDays(1);

  /** Earlier times come from clocks that were never set, not from customers. */
  public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private EventTimes() {}

  /** Adds a mistake when the time is more than a day ahead or before 2000. */
  public static void check(String field, Instant time, Instant now, Mistakes mistakes) {
    if (time.isAfter(now.plus(FURTHEST_AHEAD))) {
      mistakes.add(Code.TIME_IN_FUTURE, field, "must not be more than one day in the future");
    } else if (time.isBefore(EARLIEST)) {
      mistakes.add(Code.TIME_TOO_OLD, field, "must not be before 2000-01-01");
    }
  }
}
