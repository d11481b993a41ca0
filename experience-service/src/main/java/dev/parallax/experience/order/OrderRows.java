package dev.parallax.experience.order;

import dev.parallax.contracts.commerce.Telling;
import dev.parallax.experience.session.Place;
import dev.parallax.experience.session.Stretch;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The table {@code customer_order}; the caller holds the locks of the customers. */
public final class OrderRows {
  private static final String COLUMNS =
      "o.customer_id, o.order_id, o.refund, o.told_at, o.session_key, o.items, o.lines_at,"
          + " o.lines_event";

  private static final String OF_KEYS =
      "select "
          + COLUMNS
          + """
           from unnest(?::bigint[], ?::text[], ?::boolean[]) as k (customer_id, order_id, refund)
          join customer_order o using (customer_id, order_id, refund)
          """;

  private static final String TAKE =
      "delete from customer_order o where o.customer_id = any (?) returning " + COLUMNS;

  private static final String WRITE =
      """
      insert into customer_order
        (customer_id, order_id, refund, told_at, session_key, items, lines_at, lines_event)
      select c, o, r, t, s, i::text[], la, le
      from unnest(?::bigint[], ?::text[], ?::boolean[], ?::timestamptz[], ?::uuid[], ?::text[],
        ?::timestamptz[], ?::text[]) as n (c, o, r, t, s, i, la, le)
      on conflict (customer_id, order_id, refund) do update set
        told_at = excluded.told_at, session_key = excluded.session_key, items = excluded.items,
        lines_at = excluded.lines_at, lines_event = excluded.lines_event
      """;

  private static final String PLACES =
      """
      select o.customer_id, o.told_at, o.session_key
      from unnest(?::bigint[], ?::timestamptz[], ?::timestamptz[]) as k (customer_id, lowest, highest)
      join customer_order o on o.customer_id = k.customer_id and not o.refund
        and o.told_at between k.lowest and k.highest
      """;

  private OrderRows() {}

  /** Takes in what was told of orders, and gives what it changed. */
  public static List<OrderChange> add(Connection connection, Map<OrderKey, KnownOrder> told)
      throws SQLException {
    Map<OrderKey, List<KnownOrder>> each = new HashMap<>();
    told.forEach((key, order) -> each.put(key, List.of(order)));
    return merge(connection, each, false);
  }

  /** Gives the orders of the customers {@code moves} leads from to those it leads to. */
  public static List<OrderChange> move(Connection connection, Map<Long, Long> moves)
      throws SQLException {
    Map<OrderKey, List<KnownOrder>> moved = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setArray(1, connection.createArrayOf("bigint", moves.keySet().toArray()));
      read(
          statement,
          (key, order) ->
              moved
                  .computeIfAbsent(
                      new OrderKey(moves.get(key.customer()), key.id(), key.refund()),
                      k -> new ArrayList<>())
                  .add(order));
    }
    return merge(connection, moved, true);
  }

  /**
   * @param counted whether these were counted already, for another customer
   */
  private static List<OrderChange> merge(
      Connection connection, Map<OrderKey, List<KnownOrder>> told, boolean counted)
      throws SQLException {
    if (told.isEmpty()) {
      return List.of();
    }
    Map<OrderKey, KnownOrder> stored = ofKeys(connection, told.keySet());
    List<OrderChange> changes = new ArrayList<>();
    told.forEach(
        (key, orders) -> {
          KnownOrder known = stored.get(key);
          List<KnownOrder> before = new ArrayList<>(counted ? orders : List.of());
          Optional.ofNullable(known).ifPresent(before::add);
          KnownOrder after = orders.stream().reduce(KnownOrder::and).orElseThrow();
          changes.add(new OrderChange(key, before, known == null ? after : known.and(after)));
        });
    changes.removeIf(change -> change.after().equals(stored.get(change.key())) && !counted);
    write(connection, changes);
    return changes;
  }

  /** Where orders count, by customer, within a stretch of time of each. */
  public static Map<Long, List<Place>> places(Connection connection, Map<Long, Stretch> stretches)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PLACES)) {
      Columns.of(statement, stretches.entrySet())
          .add("bigint", Map.Entry::getKey)
          .add("timestamptz", s -> time(s.getValue().lowest()))
          .add("timestamptz", s -> time(s.getValue().highest()));
      Map<Long, List<Place>> places = new HashMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          places
              .computeIfAbsent(row.getLong(1), c -> new ArrayList<>())
              .add(new Place(row.getTimestamp(2).getTime(), row.getObject(3, UUID.class)));
        }
      }
      return places;
    }
  }

  private static Map<OrderKey, KnownOrder> ofKeys(Connection connection, Collection<OrderKey> keys)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OF_KEYS)) {
      Columns.of(statement, keys)
          .add("bigint", OrderKey::customer)
          .add("text", OrderKey::id)
          .add("boolean", OrderKey::refund);
      Map<OrderKey, KnownOrder> orders = new HashMap<>();
      read(statement, orders::put);
      return orders;
    }
  }

  /** Hears of a row. */
  private interface Taker {
    void take(OrderKey key, KnownOrder order);
  }

  private static void read(PreparedStatement statement, Taker taker) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Timestamp at = row.getTimestamp(4);
        taker.take(
            new OrderKey(row.getLong(1), row.getString(2), row.getBoolean(3)),
            new KnownOrder(
                at == null ? null : new Place(at.getTime(), row.getObject(5, UUID.class)),
                List.of((String[]) row.getArray(6).getArray()),
                new Telling(row.getTimestamp(7).toInstant(), row.getString(8))));
      }
    }
  }

  private static void write(Connection connection, List<OrderChange> changes) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      Columns.of(statement, changes)
          .add("bigint", c -> c.key().customer())
          .add("text", c -> c.key().id())
          .add("boolean", c -> c.key().refund())
          .add(
              "timestamptz",
              c -> c.after().place() == null ? null : time(c.after().place().atMillis()))
          .add("uuid", c -> c.after().place() == null ? null : c.after().place().session())
          .add("text", c -> literal(connection, c.after().items()))
          .add("timestamptz", c -> c.after().linesFrom().at().toString())
          .add("text", c -> c.after().linesFrom().eventId());
      statement.executeUpdate();
    }
  }

  /** As text: arrays of arrays must be rectangular in PostgreSQL, and orders are not. */
  private static String literal(Connection connection, List<String> items) {
    try {
      return connection.createArrayOf("text", items.toArray()).toString();
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
