package dev.parallax.experience.visit;

import dev.parallax.experience.session.Stretch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The stored visits that something new may change, and those around them that decide how.
 *
 * <p>Rows without a session join when they are within the pause, so they are followed as far as
 * they hang together. Sessions never join. A session counts with the rows without one that are
 * nearest to it, so two more looks are enough: at what is near the sessions that may change, and at
 * the sessions that are near that. To follow sessions from one to the next was rejected: whoever
 * opens one every ten minutes would have all of them read again with each event.
 *
 * @param changing by customer
 * @param all with those around, by customer
 * @param stretches what {@code all} lies in, by customer
 */
record Neighbourhood(
    Map<Long, List<StoredVisit>> changing,
    Map<Long, List<StoredVisit>> all,
    Map<Long, Stretch> stretches) {

  /**
   * @param touched everything within the pause of what is new, by customer
   */
  static Neighbourhood of(Connection connection, Map<Long, Stretch> touched) throws SQLException {
    Map<Long, Stretch> stretches = new HashMap<>(touched);
    Map<Long, List<StoredVisit>> changing = new HashMap<>();
    Map<Long, Stretch> open = stretches;
    while (!open.isEmpty()) {
      changing.putAll(within(connection, open));
      open = widen(stretches, changing, open.keySet(), Neighbourhood::isLoose);
    }
    Map<Long, List<StoredVisit>> all = new HashMap<>(changing);
    open = widen(stretches, all, changing.keySet(), visit -> !isLoose(visit));
    if (!open.isEmpty()) {
      Map<Long, List<StoredVisit>> near = within(connection, open);
      open = widen(stretches, near, near.keySet(), Neighbourhood::isLoose);
      all.putAll(near);
      all.putAll(open.isEmpty() ? Map.of() : within(connection, open));
    }
    return new Neighbourhood(changing, all, stretches);
  }

  List<StoredVisit> changing(long customer) {
    return changing.getOrDefault(customer, List.of());
  }

  List<StoredVisit> all(long customer) {
    return all.getOrDefault(customer, List.of());
  }

  private static boolean isLoose(StoredVisit visit) {
    return visit.visit().session() == null;
  }

  private static Map<Long, List<StoredVisit>> within(
      Connection connection, Map<Long, Stretch> stretches) throws SQLException {
    Map<Long, List<StoredVisit>> found = new HashMap<>();
    for (StoredVisit visit : VisitRows.within(connection, stretches)) {
      found.computeIfAbsent(visit.customer(), c -> new ArrayList<>()).add(visit);
    }
    return found;
  }

  /**
   * Makes the stretches of the customers longer by what is within the pause of some of their
   * visits.
   *
   * @return those that became longer
   */
  private static Map<Long, Stretch> widen(
      Map<Long, Stretch> stretches,
      Map<Long, List<StoredVisit>> visits,
      Collection<Long> customers,
      Predicate<StoredVisit> by) {
    Map<Long, Stretch> longer = new HashMap<>();
    for (long customer : customers) {
      Stretch before = stretches.get(customer);
      Stretch after =
          visits.getOrDefault(customer, List.of()).stream()
              .filter(by)
              .map(visit -> Stretch.around(visit.visit(), VisitStore.PAUSE))
              .reduce(before, Stretch::and);
      if (!after.equals(before)) {
        longer.put(customer, after);
      }
    }
    stretches.putAll(longer);
    return longer;
  }
}
