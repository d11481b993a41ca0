package dev.parallax.experience.visit;

import dev.parallax.experience.session.Reach;
import dev.parallax.kit.store.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Visits to write, in three statements for all, and one for the sums by customer. */
final class VisitChanges {
  private static final String INSERT =
      """
      insert into visit (customer_id, session_key, started_at, ended_at, events, trail, began_at,
        depth, orders)
      select c, k, s, e, n, t::bigint[], b, d, o
      from unnest(?::bigint[], ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::text[],
        ?::timestamptz[], ?::smallint[], ?::int[]) as v (c, k, s, e, n, t, b, d, o)
      """;

  private static final String UPDATE =
      """
      update visit v
      set started_at = n.s, ended_at = n.e, events = n.n, trail = n.t::bigint[], began_at = n.b,
        depth = n.d, orders = n.o
      from unnest(?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::text[],
        ?::timestamptz[], ?::smallint[], ?::int[]) as n (id, s, e, n, t, b, d, o)
      where v.id = n.id
      """;

  private static final Reach NONE = new Reach(0, 0, 0);

  private final List<StoredVisit> inserts = new ArrayList<>();
  private final List<StoredVisit> updates = new ArrayList<>();
  private final List<Long> deletes = new ArrayList<>();
  private final ReachDelta reach = new ReachDelta();

  /** Stored visits as they were, and what there is instead of them. */
  void replace(Collection<StoredVisit> before, Collection<StoredVisit> now) {
    Map<Long, StoredVisit> gone = new HashMap<>();
    before.forEach(visit -> gone.put(visit.visit().id(), visit));
    for (StoredVisit visit : now) {
      StoredVisit was = gone.remove(visit.visit().id());
      if (!visit.equals(was)) {
        (was == null ? inserts : updates).add(visit);
        reach.add(visit.customer(), visit.reach());
        if (was != null) {
          reach.remove(was.customer(), was.reach());
        }
      }
    }
    for (StoredVisit visit : gone.values()) {
      deletes.add(visit.visit().id());
      reach.remove(visit.customer(), visit.reach());
    }
  }

  void write(Connection connection) throws SQLException {
    if (!deletes.isEmpty()) {
      try (PreparedStatement statement =
          connection.prepareStatement("delete from visit where id = any (?)")) {
        statement.setArray(1, connection.createArrayOf("bigint", deletes.toArray()));
        statement.executeUpdate();
      }
    }
    if (!updates.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
        values(Columns.of(statement, updates).add("bigint", row -> row.visit().id()));
        statement.executeUpdate();
      }
    }
    if (!inserts.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
        values(
            Columns.of(statement, inserts)
                .add("bigint", StoredVisit::customer)
                .add("uuid", row -> row.visit().session()));
        statement.executeUpdate();
      }
    }
    reach.write(connection);
  }

  private static void values(Columns<StoredVisit> columns) throws SQLException {
    columns
        .add("timestamptz", row -> VisitRows.time(row.visit().startedAt()))
        .add("timestamptz", row -> VisitRows.time(row.visit().endedAt()))
        .add("int", row -> row.visit().events())
        .add("text", VisitChanges::trail)
        .add(
            "timestamptz",
            row -> row.reach() == null ? null : VisitRows.time(row.reach().beganAt()))
        .add("smallint", row -> Objects.requireNonNullElse(row.reach(), NONE).depth())
        .add("int", row -> Objects.requireNonNullElse(row.reach(), NONE).orders());
  }

  /** As text, because the arrays of an array of arrays must all be of one length. */
  private static String trail(StoredVisit row) {
    return Arrays.stream(row.visit().trail().marks())
        .mapToObj(Long::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }
}
