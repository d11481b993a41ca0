package dev.parallax.experience.visit;

import dev.parallax.experience.session.Visit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
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
        array(statement, 1, "bigint", updates, part -> part.visit().id());
        values(statement, 2, updates);
        statement.executeUpdate();
      }
    }
    if (!inserts.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
        array(statement, 1, "bigint", inserts, VisitPart::customer);
        array(statement, 2, "uuid", inserts, VisitPart::session);
        values(statement, 3, inserts);
        statement.executeUpdate();
      }
    }
    reach.write(connection);
  }

  private static void values(PreparedStatement statement, int first, List<VisitPart> parts)
      throws SQLException {
    array(statement, first, "timestamptz", parts, p -> VisitRows.time(p.visit().startedAt()));
    array(statement, first + 1, "timestamptz", parts, p -> VisitRows.time(p.visit().endedAt()));
    array(statement, first + 2, "int", parts, p -> p.visit().events());
    array(statement, first + 3, "int", parts, p -> p.visit().orders());
    array(statement, first + 4, "smallint", parts, p -> p.visit().depth());
    array(statement, first + 5, "text", parts, VisitChanges::trail);
  }

  /** As text, because the arrays of an array of arrays must all be of one length. */
  private static String trail(VisitPart part) {
    return Arrays.stream(part.visit().trail().marks())
        .mapToObj(Long::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static void array(
      PreparedStatement statement,
      int index,
      String type,
      List<VisitPart> parts,
      Function<VisitPart, Object> column)
      throws SQLException {
    Object[] values = parts.stream().map(column).toArray();
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }
}
