package dev.parallax.experience.visit;

import dev.parallax.experience.order.OrderChange;
import dev.parallax.experience.order.OrderRows;
import dev.parallax.experience.session.Place;
import dev.parallax.experience.session.Reach;
import dev.parallax.experience.session.Stretch;
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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Joins new parts with the stored visits they touch, in bulk; nothing is read but their {@link
 * Neighbourhood}.
 */
@ApplicationScoped
public class VisitStore {
  /** The session time-out analytics tools agree on. */
  public static final Duration PAUSE = Duration.ofMinutes(30);

  /** The caller holds the locks of the customers, and has written these changes of orders. */
  public void add(
      Connection connection, Collection<VisitPart> parts, Collection<OrderChange> orders)
      throws SQLException {
    Map<Long, Stretch> touched = touched(connection, parts, orders);
    if (touched.isEmpty()) {
      return;
    }
    Neighbourhood stored = Neighbourhood.of(connection, touched);
    Map<Long, List<Visit>> added =
        parts.stream()
            .collect(
                Collectors.groupingBy(
                    VisitPart::customer,
                    Collectors.mapping(VisitPart::visit, Collectors.toList())));
    Map<Long, List<Place>> places = OrderRows.places(connection, stored.stretches());
    VisitChanges changes = new VisitChanges();
    for (long customer : touched.keySet()) {
      List<Visit> now =
          joined(
              Stream.concat(
                  stored.all(customer).stream().map(StoredVisit::visit),
                  added.getOrDefault(customer, List.of()).stream()));
      Map<Visit, Reach> reach = Visits.reach(now, places.getOrDefault(customer, List.of()), PAUSE);
      Set<Long> changing =
          stored.changing(customer).stream().map(v -> v.visit().id()).collect(Collectors.toSet());
      changes.replace(
          stored.changing(customer),
          now.stream()
              .filter(visit -> visit.id() == Visit.NEW || changing.contains(visit.id()))
              .map(visit -> new StoredVisit(customer, visit, reach.get(visit)))
              .toList());
    }
    changes.write(connection);
  }

  /** What was touched, by customer. A stored session may lie elsewhere than what is new of it. */
  static Map<Long, Stretch> touched(
      Connection connection, Collection<VisitPart> parts, Collection<OrderChange> orders)
      throws SQLException {
    Map<Long, Stretch> stretches = new HashMap<>();
    for (VisitPart part : parts) {
      stretches.merge(part.customer(), Stretch.around(part.visit(), PAUSE), Stretch::and);
    }
    for (StoredVisit session : VisitRows.ofSessions(connection, parts)) {
      stretches.merge(session.customer(), Stretch.around(session.visit(), PAUSE), Stretch::and);
    }
    for (OrderChange order : orders) {
      for (Place place : order.places()) {
        stretches.merge(
            order.key().customer(),
            Stretch.around(place.atMillis(), place.atMillis(), PAUSE),
            Stretch::and);
      }
    }
    return stretches;
  }

  private static List<Visit> joined(Stream<Visit> parts) {
    Map<UUID, Visit> sessions = new HashMap<>();
    List<Visit> others = new ArrayList<>();
    parts.forEach(
        part -> {
          if (part.session() == null) {
            others.add(part);
          } else {
            sessions.merge(part.session(), part, Visit::and);
          }
        });
    List<Visit> joined = Visits.join(others, PAUSE);
    joined.addAll(sessions.values());
    return joined;
  }

  /**
   * Gives visits to other customers.
   *
   * @param moves from whom to whom
   * @param orders that were moved with them
   */
  public void move(Connection connection, Map<Long, Long> moves, Collection<OrderChange> orders)
      throws SQLException {
    List<VisitPart> parts = VisitRows.take(connection, moves.keySet().toArray(Long[]::new));
    add(
        connection,
        parts.stream()
            .map(part -> new VisitPart(moves.get(part.customer()), part.visit()))
            .toList(),
        orders);
  }

  public void erase(Connection connection, Long[] customers) throws SQLException {
    VisitRows.delete(connection, customers);
  }
}
