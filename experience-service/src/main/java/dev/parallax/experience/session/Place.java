package dev.parallax.experience.session;

import java.util.Comparator;
import java.util.UUID;

/**
 * Where an order counts: it may be told of several times, by the page, by its reload a day later
 * and by the server. The first telling with a session is that of the page that was visited; without
 * any, the first of all.
 *
 * @param session the sender's; null without
 */
public record Place(long atMillis, UUID session) implements Comparable<Place> {
  private static final Comparator<Place> FIRST =
      Comparator.comparing((Place place) -> place.session() == null)
          .thenComparing(Place::atMillis)
          .thenComparing(place -> String.valueOf(place.session()));

  /** The one of the two where the order counts. */
  public Place and(Place other) {
    return compareTo(other) <= 0 ? this : other;
  }

  @Override
  public int compareTo(Place other) {
    return FIRST.compare(this, other);
  }
}
