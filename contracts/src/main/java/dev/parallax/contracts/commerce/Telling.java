package dev.parallax.contracts.commerce;

import java.time.Instant;
import java.util.Comparator;

/**
 * The event that told of something. Of two the later in event time counts, the event's id decides a
 * tie, and any counts more than {@link #none}.
 *
 * @param eventId empty where no event told of it
 */
public record Telling(Instant at, String eventId) implements Comparable<Telling> {
  private static final Comparator<Telling> BY_TIME =
      Comparator.comparing(Telling::isTold)
          .thenComparing(Telling::at)
          .thenComparing(Telling::eventId);

  /** Nobody told; the time is that of the event that did not. */
  public static Telling none(Instant at) {
    return new Telling(at, "");
  }

  public boolean isTold() {
    return !eventId.isEmpty();
  }

  @Override
  public int compareTo(Telling other) {
    return BY_TIME.compare(this, other);
  }
}
