package dev.parallax.segmentation.customer;

import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.store.StoreException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Writes changes in bulk, a statement per table and batch. Always the same tables in the same order
 * and rows in key order, so that two consumers wait for each other but never in a circle.
 */
@ApplicationScoped
class FactStore {
  static final String PURCHASE =
      """
      cid, purchase_id, kind, origin, order_id, occurred_at, amount, currency, amount_at, event_id,
      items, categories, pieces, lines_at, lines_event""";

  /**
   * Of a purchase {@code p} that is told of again, amount and lines are each of the latest event
   * that told of them ({@link dev.parallax.contracts.commerce.Order#and}).
   */
  static final String TOLD_AGAIN =
      """
      on conflict (cid, purchase_id) do update set
        occurred_at = greatest(p.occurred_at, excluded.occurred_at),
        (amount, currency, amount_at, event_id) = (
          select a.* from (values
              (p.amount, p.currency, p.amount_at, p.event_id),
              (excluded.amount, excluded.currency, excluded.amount_at, excluded.event_id))
            as a (amount, currency, amount_at, event_id)
          order by event_id <> '' desc, amount_at desc, event_id collate "C" desc limit 1),
        (items, categories, pieces, lines_at, lines_event) = (
          select l.* from (values
              (p.items, p.categories, p.pieces, p.lines_at, p.lines_event),
              (excluded.items, excluded.categories, excluded.pieces, excluded.lines_at,
                excluded.lines_event))
            as l (items, categories, pieces, lines_at, lines_event)
          order by lines_event <> '' desc, lines_at desc, lines_event collate "C" desc limit 1)
      """;

  private final AgroalDataSource store;
  private final StaleCustomers stale;

  FactStore(AgroalDataSource store, StaleCustomers stale) {
    this.store = store;
    this.stale = stale;
  }

  void write(Changes changes) {
    Sql.run(
        store,
        connection -> {
          Set<String> touched = new TreeSet<>(insertCustomers(connection, changes.cids()));
          Collection<Purchase> purchases = changes.purchases();
          writePurchases(connection, purchases);
          writeRatings(connection, changes.ratings());
          purchases.forEach(p -> touched.add(p.cid()));
          changes.ratings().forEach(r -> touched.add(r.cid()));
          stale.mark(connection, touched);
        });
  }

  /**
   * Counts what was read of a topic; the last statement of a transaction, since all batches of a
   * topic share the row.
   */
  void count(String topic, int events, Instant latest) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  insert into intake as i (topic, events, latest) values (?, ?, ?)
                  on conflict (topic) do update
                  set events = i.events + excluded.events, latest = greatest(i.latest, excluded.latest)
                  """)) {
            statement.setString(1, topic);
            statement.setInt(2, events);
            statement.setTimestamp(3, Timestamp.from(latest));
            statement.executeUpdate();
          }
        });
  }

  /** Returns those that were not known before. */
  static List<String> insertCustomers(Connection connection, Collection<String> cids)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into customer (cid) select cid from unnest(?::text[]) as n (cid) order by cid
            on conflict do nothing returning cid
            """)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      return StaleCustomers.strings(statement.executeQuery());
    }
  }

  private static void writePurchases(Connection connection, Collection<Purchase> purchases)
      throws SQLException {
    if (purchases.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into purchase as p (%s)
            select cid, id, kind, origin, order_id, occurred_at, amount, currency, amount_at, event_id,
              items::text[], categories::text[], pieces::bigint[], lines_at, lines_event
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
              ?::numeric[], ?::text[], ?::timestamptz[], ?::text[],
              ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[])
              as n (cid, id, kind, origin, order_id, occurred_at, amount, currency, amount_at, event_id,
                items, categories, pieces, lines_at, lines_event)
            order by cid, id
            """
                    .formatted(PURCHASE)
                + TOLD_AGAIN)) {
      Columns.of(statement, purchases)
          .add("text", Purchase::cid)
          .add("text", Purchase::id)
          .add("text", p -> p.kind().name().toLowerCase(Locale.ROOT))
          .add("text", p -> p.origin().name().toLowerCase(Locale.ROOT))
          .add("text", Purchase::orderId)
          .add("timestamptz", p -> p.occurredAt().toString())
          .add("numeric", Purchase::amount)
          .add("text", Purchase::currency)
          .add("timestamptz", p -> p.amountFrom().at().toString())
          .add("text", p -> p.amountFrom().eventId())
          .add("text", p -> literal(connection, "text", p, Purchase.Line::itemId))
          .add("text", p -> literal(connection, "text", p, Purchase.Line::category))
          .add("text", p -> literal(connection, "bigint", p, Purchase.Line::pieces))
          .add("timestamptz", p -> p.linesFrom().at().toString())
          .add("text", p -> p.linesFrom().eventId());
      statement.executeUpdate();
    }
  }

  private static void writeRatings(Connection connection, Collection<Rating> ratings)
      throws SQLException {
    if (ratings.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into rating (cid, event_id, stars, occurred_at)
            select cid, id, stars, at
            from unnest(?::text[], ?::text[], ?::numeric[], ?::timestamptz[])
              as n (cid, id, stars, at)
            order by cid, id on conflict do nothing
            """)) {
      Columns<Rating> columns = Columns.of(statement, ratings);
      columns
          .add("text", Rating::cid)
          .add("text", Rating::eventId)
          .add("numeric", Rating::stars)
          .add("timestamptz", r -> r.occurredAt().toString());
      statement.executeUpdate();
    }
  }

  /** An array as text: arrays of arrays must be rectangular in PostgreSQL, and baskets are not. */
  private static String literal(
      Connection connection, String type, Purchase purchase, Function<Purchase.Line, Object> of) {
    try {
      return connection.createArrayOf(type, purchase.lines().stream().map(of).toArray()).toString();
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }
}
