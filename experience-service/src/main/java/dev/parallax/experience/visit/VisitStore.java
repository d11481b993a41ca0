package dev.parallax.experience.visit;

import dev.parallax.experience.customer.CustomerFacts;
import dev.parallax.experience.session.Visit;
import dev.parallax.experience.session.Visits;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Joins new parts with the stored visits they touch, in bulk. A stored visit can only change when a
 * new part lies within the pause of it, so nothing else is read.
 */
@ApplicationScoped
public class VisitStore implements CustomerFacts {
  /** The session time-out analytics tools agree on. */
  public static final Duration PAUSE = Duration.ofMinutes(30);

  /** A customer and the sender's session. */
  record Key(long customer, UUID session) {}

  /** The caller holds the locks of the parts' customers. */
  public void add(Connection connection, Collection<VisitPart> parts) throws SQLException {
    Map<Key, List<Visit>> bySession = new HashMap<>();
    Map<Long, List<Visit>> byPause = new HashMap<>();
    for (VisitPart part : parts) {
      if (part.session() == null) {
        byPause.computeIfAbsent(part.customer(), c -> new ArrayList<>()).add(part.visit());
      } else {
        bySession
            .computeIfAbsent(new Key(part.customer(), part.session()), k -> new ArrayList<>())
            .add(part.visit());
      }
    }
    VisitChanges changes = new VisitChanges();
    if (!bySession.isEmpty()) {
      addToSessions(connection, bySession, changes);
    }
    if (!byPause.isEmpty()) {
      addByPause(connection, byPause, changes);
    }
    changes.write(connection);
  }

  private static void addToSessions(
      Connection connection, Map<Key, List<Visit>> bySession, VisitChanges changes)
      throws SQLException {
    Map<Key, Visit> stored = VisitRows.ofSessions(connection, bySession.keySet());
    bySession.forEach(
        (key, parts) -> {
          Visit visit = parts.stream().reduce(Visit::and).orElseThrow();
          Visit before = stored.get(key);
          if (before != null) {
            changes.replace(key.customer(), before);
          }
          changes.put(key.customer(), key.session(), before == null ? visit : before.and(visit));
        });
  }

  private static void addByPause(
      Connection connection, Map<Long, List<Visit>> byPause, VisitChanges changes)
      throws SQLException {
    Map<Long, List<Visit>> stored = VisitRows.near(connection, byPause, PAUSE);
    byPause.forEach(
        (customer, parts) -> {
          List<Visit> before = stored.getOrDefault(customer, List.of());
          List<Visit> all = new ArrayList<>(before);
          all.addAll(parts);
          Map<Long, Visit> gone = new HashMap<>();
          before.forEach(visit -> gone.put(visit.id(), visit));
          for (Visit visit : Visits.join(all, PAUSE)) {
            Visit was = gone.remove(visit.id());
            if (!visit.equals(was)) {
              changes.put(customer, null, visit);
              if (was != null) {
                changes.replace(customer, was);
              }
            }
          }
          gone.values().forEach(visit -> changes.remove(customer, visit));
        });
  }

  @Override
  public void move(Connection connection, Long[] from, Long[] into) throws SQLException {
    Map<Long, Long> moves = new HashMap<>();
    for (int i = 0; i < from.length; i++) {
      moves.put(from[i], into[i]);
    }
    List<VisitPart> parts = VisitRows.take(connection, from);
    add(
        connection,
        parts.stream()
            .map(part -> new VisitPart(moves.get(part.customer()), part.session(), part.visit()))
            .toList());
  }

  @Override
  public void erase(Connection connection, Long[] customers) throws SQLException {
    VisitRows.delete(connection, customers);
  }
}
