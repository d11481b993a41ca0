package dev.parallax.experience.visit;

import dev.parallax.experience.session.Trail;
import dev.parallax.experience.session.Visit;
import dev.parallax.experience.visit.VisitStore.Key;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads stored visits. */
final class VisitRows {
  private static final String COLUMNS =
      "v.id, v.customer_id, v.session_key, v.started_at, v.ended_at, v.events, v.orders, v.trail";

  private static final String OF_SESSIONS =
      "select "
          + COLUMNS
          + """
           from unnest(?::bigint[], ?::uuid[]) as k (customer_id, session_key)
          join visit v on v.customer_id = k.customer_id and v.session_key = k.session_key
          """;

  private static final String NEAR =
      "select "
          + COLUMNS
          + """
           from unnest(?::bigint[], ?::timestamptz[], ?::timestamptz[]) as k (customer_id, lowest, highest)
          join visit v on v.customer_id = k.customer_id and v.session_key is null
            and v.ended_at >= k.lowest and v.started_at <= k.highest
          """;

  private static final String TAKE =
      "delete from visit v where v.customer_id = any (?) returning " + COLUMNS;

  private VisitRows() {}

  static Map<Key, Visit> ofSessions(Connection connection, Collection<Key> keys)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OF_SESSIONS)) {
      statement.setArray(
          1, connection.createArrayOf("bigint", keys.stream().map(Key::customer).toArray()));
      statement.setArray(
          2, connection.createArrayOf("uuid", keys.stream().map(Key::session).toArray()));
      Map<Key, Visit> visits = new HashMap<>();
      for (VisitPart row : rows(statement)) {
        visits.put(new Key(row.customer(), row.session()), row.visit());
      }
      return visits;
    }
  }

  /** Visits told apart by pauses that lie within the pause of any of a customer's parts. */
  static Map<Long, List<Visit>> near(
      Connection connection, Map<Long, List<Visit>> parts, Duration pause) throws SQLException {
    List<Long> customers = new ArrayList<>();
    List<String> lowest = new ArrayList<>();
    List<String> highest = new ArrayList<>();
    parts.forEach(
        (customer, visits) -> {
          customers.add(customer);
          long start = visits.stream().mapToLong(Visit::startedAt).min().orElseThrow();
          long end = visits.stream().mapToLong(Visit::endedAt).max().orElseThrow();
          lowest.add(time(start - pause.toMillis()));
          highest.add(time(end + pause.toMillis()));
        });
    try (PreparedStatement statement = connection.prepareStatement(NEAR)) {
      statement.setArray(1, connection.createArrayOf("bigint", customers.toArray()));
      statement.setArray(2, connection.createArrayOf("timestamptz", lowest.toArray()));
      statement.setArray(3, connection.createArrayOf("timestamptz", highest.toArray()));
      Map<Long, List<Visit>> near = new HashMap<>();
      for (VisitPart row : rows(statement)) {
        near.computeIfAbsent(row.customer(), c -> new ArrayList<>()).add(row.visit());
      }
      return near;
    }
  }

  /** Removes the customers' visits and gives them as parts without a stored id. */
  static List<VisitPart> take(Connection connection, Long[] customers) throws SQLException {
    forgetReach(connection, customers);
    try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setArray(1, connection.createArrayOf("bigint", customers));
      return rows(statement).stream()
          .map(row -> new VisitPart(row.customer(), row.session(), row.visit().unstored()))
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

  private static List<VisitPart> rows(PreparedStatement statement) throws SQLException {
    List<VisitPart> parts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Long[] marks = (Long[]) rows.getArray(8).getArray();
        parts.add(
            new VisitPart(
                rows.getLong(2),
                rows.getObject(3, UUID.class),
                new Visit(
                    rows.getLong(1),
                    rows.getTimestamp(4).getTime(),
                    rows.getTimestamp(5).getTime(),
                    rows.getInt(6),
                    rows.getInt(7),
                    Trail.ofMarks(Arrays.stream(marks).mapToLong(Long::longValue).toArray()))));
      }
    }
    return parts;
  }
}
