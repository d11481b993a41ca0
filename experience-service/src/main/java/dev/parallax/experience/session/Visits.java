package dev.parallax.experience.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Joins what lies close together in event time. A pause longer than the given one separates two
 * visits; an event that comes late and falls into the pause joins them. Windows of fixed length
 * were rejected: they cut visits in two, and how many depends on where the windows begin.
 */
public final class Visits {
  private Visits() {}

  /**
   * @param parts stored visits and new events of one customer, in any order
   * @return visits that are further apart than {@code pause}, ascending
   */
  public static List<Visit> join(Collection<Visit> parts, Duration pause) {
    List<Visit> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparingLong(Visit::startedAt));
    List<Visit> visits = new ArrayList<>();
    Visit current = null;
    for (Visit part : sorted) {
      if (current == null) {
        current = part;
      } else if (part.startedAt() - current.endedAt() <= pause.toMillis()) {
        current = current.and(part);
      } else {
        visits.add(current);
        current = part;
      }
    }
    if (current != null) {
      visits.add(current);
    }
    return visits;
  }
}
