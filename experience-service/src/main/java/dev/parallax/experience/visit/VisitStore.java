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
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Joins new parts with the stored visits they touch, in bulk. A visit can only change with what
 * lies within the pause of it, so all that hangs together by pauses is found anew, and nothing else
 * is read.
 */
@ApplicationScoped
public class VisitStore {
  /** The session time-out analytics tools agree on. */
  public static final Duration PAUSE = Duration.ofMinutes(30);

  /** The caller holds the locks of the customers, and has written these changes of orders. */
  public void add(
      Connection connection, Collection<VisitPart> parts, Collection<OrderChange> orders)
      throws SQLException {
    Map<Long, Stretch> stretches = stretches(connection, parts, orders);
    if (stretches.isEmpty()) {
      return;
    }
    Map<Long, List<StoredVisit>> stored = hangingTogether(connection, stretches);
    Map<Long, List<Visit>> added =
        parts.stream()
            .collect(
                Collectors.groupingBy(
                    VisitPart::customer,
                    Collectors.mapping(VisitPart::visit, Collectors.toList())));
    Map<Long, List<Place>> places = OrderRows.places(connection, stretches);
    VisitChanges changes = new VisitChanges();
    for (long customer : stretches.keySet()) {
      List<StoredVisit> before = stored.getOrDefault(customer, List.of());
      List<Visit> now =
          joined(
              Stream.concat(
                  before.stream().map(StoredVisit::visit),
                  added.getOrDefault(customer, List.of()).stream()));
      Map<Visit, Reach> reach = Visits.reach(now, places.getOrDefault(customer, List.of()), PAUSE);
      changes.replace(
          before,
          now.stream().map(visit -> new StoredVisit(customer, visit, reach.get(visit))).toList());
    }
    changes.write(connection);
  }

  /** What was touched, by customer. A stored session may lie elsewhere than what is new of it. */
  private static Map<Long, Stretch> stretches(
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

  /** Makes the stretches longer until nothing stored is within the pause of what is in them. */
  private static Map<Long, List<StoredVisit>> hangingTogether(
      Connection connection, Map<Long, Stretch> stretches) throws SQLException {
    Map<Long, List<StoredVisit>> found = new HashMap<>();
    Map<Long, Stretch> open = new HashMap<>(stretches);
    while (!open.isEmpty()) {
      open.keySet().forEach(found::remove);
      for (StoredVisit visit : VisitRows.within(connection, open)) {
        found.computeIfAbsent(visit.customer(), c -> new ArrayList<>()).add(visit);
        stretches.merge(visit.customer(), Stretch.around(visit.visit(), PAUSE), Stretch::and);
      }
      open.entrySet().removeIf(e -> stretches.get(e.getKey()).equals(e.getValue()));
      open.replaceAll((customer, stretch) -> stretches.get(customer));
    }
    return found;
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
