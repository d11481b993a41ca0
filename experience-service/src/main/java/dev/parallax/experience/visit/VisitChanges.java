package dev.parallax.experience.visit;

import dev.parallax.experience.session.Visit;
import dev.parallax.kit.store.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Visits to write, in three statements for all, and one for the sums by customer. */
final class VisitChanges {
  private static final String INSERT =
      """
      insert into visit (customer_id, session_key, started_at, ended_at, events, orders, depth, trail)
      select c, k, s, e, n, o, d, t::bigint[]
      from unnest(?::bigint[], ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::int[],
        ?::smallint[], ?::text[]) as v (c, k, s, e, n, o, d, t)
      """;

  private static final String UPDATE =
      """
      update visit v
      set started_at = n.s, ended_at = n.e, events = n.n, orders = n.o, depth = n.d,
        trail = n.t::bigint[]
      from unnest(?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::int[], ?::smallint[],
        ?::text[]) as n (id, s, e, n, o, d, t)
      where v.id = n.id
      """;

  private final List<VisitPart> inserts = new ArrayList<>();
  private final List<VisitPart> updates = new ArrayList<>();
  private final List<Long> deletes = new ArrayList<>();
  private final ReachDelta reach = new ReachDelta();

  /** A visit as it is from now on. */
  void put(long customer, UUID session, Visit visit) {
    (visit.id() == Visit.NEW ? inserts : updates).add(new VisitPart(customer, session, visit));
    reach.add(customer, visit);
  }

  /** A stored visit as it was, of which something else was put. */
  void replace(long customer, Visit visit) {
    reach.remove(customer, visit);
  }

  /** A stored visit that is part of another now. */
  void remove(long customer, Visit visit) {
    deletes.add(visit.id());
    reach.remove(customer, visit);
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
        values(Columns.of(statement, updates).add("bigint", part -> part.visit().id()));
        statement.executeUpdate();
      }
    }
    if (!inserts.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
        values(
            Columns.of(statement, inserts)
                .add("bigint", VisitPart::customer)
                .add("uuid", VisitPart::session));
        statement.executeUpdate();
      }
    }
    reach.write(connection);
  }

  private static void values(Columns<VisitPart> columns) throws SQLException {
    columns
        .add("timestamptz", p -> VisitRows.time(p.visit().startedAt()))
        .add("timestamptz", p -> VisitRows.time(p.visit().endedAt()))
        .add("int", p -> p.visit().events())
        .add("int", p -> p.visit().orders())
        .add("smallint", p -> p.visit().depth())
        .add("text", VisitChanges::trail);
  }

  /** As text, because the arrays of an array of arrays must all be of one length. */
  private static String trail(VisitPart part) {
    return Arrays.stream(part.visit().trail().marks())
        .mapToObj(Long::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }
}
