package dev.parallax.experience.visit;

import dev.parallax.experience.session.Reach;
import dev.parallax.experience.session.Stretch;
import dev.parallax.experience.session.Trail;
import dev.parallax.experience.session.Visit;
import dev.parallax.kit.store.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads stored visits. */
final class VisitRows {
  private static final String COLUMNS =
      "v.id, v.customer_id, v.session_key, v.started_at, v.ended_at, v.events, v.trail,"
          + " v.began_at, v.depth, v.orders";

  private static final String OF_SESSIONS =
      "select "
          + COLUMNS
          + """
           from unnest(?::bigint[], ?::uuid[]) as k (customer_id, session_key)
          join visit v on v.customer_id = k.customer_id and v.session_key = k.session_key
          """;

  private static final String WITHIN =
      "select "
          + COLUMNS
          + """
           from unnest(?::bigint[], ?::timestamptz[], ?::timestamptz[]) as k (customer_id, lowest, highest)
          join visit v on v.customer_id = k.customer_id
            and v.ended_at >= k.lowest and v.started_at <= k.highest
          """;

  private static final String TAKE =
      "delete from visit v where v.customer_id = any (?) returning " + COLUMNS;

  private VisitRows() {}

  static List<StoredVisit> ofSessions(Connection connection, Collection<VisitPart> parts)
      throws SQLException {
    List<VisitPart> inSessions = parts.stream().filter(p -> p.visit().session() != null).toList();
    if (inSessions.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement statement = connection.prepareStatement(OF_SESSIONS)) {
      Columns.of(statement, inSessions)
          .add("bigint", VisitPart::customer)
          .add("uuid", part -> part.visit().session());
      return rows(statement);
    }
  }

  /** What lies in a stretch of time of each customer, if only in part. */
  static List<StoredVisit> within(Connection connection, Map<Long, Stretch> stretches)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WITHIN)) {
      Columns.of(statement, stretches.entrySet())
          .add("bigint", Map.Entry::getKey)
          .add("timestamptz", s -> time(s.getValue().lowest()))
          .add("timestamptz", s -> time(s.getValue().highest()));
      return rows(statement);
    }
  }

  /** Removes the customers' visits and gives them as parts without a stored id. */
  static List<VisitPart> take(Connection connection, Long[] customers) throws SQLException {
    forgetReach(connection, customers);
    try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setArray(1, connection.createArrayOf("bigint", customers));
      return rows(statement).stream()
          .map(row -> new VisitPart(row.customer(), row.visit().unstored()))
          .toList();
    }
  }

  static void delete(Connection connection, Long[] customers) throws SQLException {
    forgetReach(connection, customers);
    delete(connection, "delete from visit where customer_id = any (?)", customers);
  }

  private static void forgetReach(Connection connection, Long[] customers) throws SQLException {
    delete(connection, "delete from reach where customer_id = any (?)", customers);
  }

  private static void delete(Connection connection, String sql, Long[] customers)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("bigint", customers));
      statement.executeUpdate();
    }
  }

  /** As text with its offset: the driver writes a Timestamp in an array without one. */
  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private static List<StoredVisit> rows(PreparedStatement statement) throws SQLException {
    List<StoredVisit> visits = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Long[] marks = (Long[]) row.getArray(7).getArray();
        Timestamp began = row.getTimestamp(8);
        visits.add(
            new StoredVisit(
                row.getLong(2),
                new Visit(
                    row.getLong(1),
                    row.getObject(3, UUID.class),
                    row.getTimestamp(4).getTime(),
                    row.getTimestamp(5).getTime(),
                    row.getInt(6),
                    Trail.ofMarks(Arrays.stream(marks).mapToLong(Long::longValue).toArray())),
                began == null ? null : new Reach(began.getTime(), row.getInt(9), row.getInt(10))));
      }
    }
    return visits;
  }
}
