package dev.parallax.experience.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds visits. What the sender gives no session is joined where it lies close together in event
 * time: a pause longer than the given one separates, an event that comes late and falls into the
 * pause joins. Windows of fixed length were rejected: they cut visits in two, and how many depends
 * on where the windows begin.
 *
 * <p>A server knows no session of the browser's, so what is without a session belongs to the
 * session that is nearest within the pause, if there is one. Nothing here depends on the order of
 * arrival.
 */
public final class Visits {
  private static final Comparator<Visit> BY_START =
      Comparator.comparingLong(Visit::startedAt)
          .thenComparing(visit -> String.valueOf(visit.session()));

  private Visits() {}

  /**
   * @param parts of one customer without a session, in any order
   * @return those that are further apart than {@code pause}, ascending
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

  /**
   * What is a visit by itself, with all that belongs to it. Orders alone are none.
   *
   * @param parts of one customer: sessions, and the rest as {@link #join} gave it
   * @param orders where the customer's orders count
   */
  public static Map<Visit, Reach> reach(
      Collection<Visit> parts, Collection<Place> orders, Duration pause) {
    List<Visit> sessions = parts.stream().filter(part -> part.session() != null).toList();
    Map<Visit, List<Visit>> members = new LinkedHashMap<>();
    Map<Visit, Visit> hosts = new HashMap<>();
    for (Visit part : parts) {
      Visit host = part.session() == null ? nearest(part, sessions, pause).orElse(part) : part;
      hosts.put(part, host);
      members.computeIfAbsent(host, h -> new ArrayList<>()).add(part);
    }
    Map<Visit, List<Place>> ordersOf = new HashMap<>();
    for (Place order : orders) {
      parts.stream()
          .filter(part -> holds(part, order))
          .findFirst()
          .ifPresent(
              part -> ordersOf.computeIfAbsent(hosts.get(part), h -> new ArrayList<>()).add(order));
    }
    Map<Visit, Reach> reach = new LinkedHashMap<>();
    members.forEach(
        (host, all) -> {
          if (all.stream().mapToInt(Visit::events).sum() > 0) {
            reach.put(host, Reach.of(all, ordersOf.getOrDefault(host, List.of())));
          }
        });
    return reach;
  }

  /** The earlier of two that are equally near. */
  private static Optional<Visit> nearest(Visit part, List<Visit> sessions, Duration pause) {
    return sessions.stream()
        .filter(session -> session.gap(part) <= pause.toMillis())
        .min(Comparator.comparingLong(part::gap).thenComparing(BY_START));
  }

  private static boolean holds(Visit part, Place order) {
    return order.session() == null
        ? part.session() == null && part.covers(order.atMillis())
        : order.session().equals(part.session());
  }
}
