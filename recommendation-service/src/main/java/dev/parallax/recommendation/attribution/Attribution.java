package dev.parallax.recommendation.attribution;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Owes what customers do to what they were shown: to the list that the page names, else to the last
 * one that showed them the item within the window before (last touch). Each click, addition and
 * line of an order is owed to one place in one list at most; what is given back is owed to none.
 *
 * <p>The table {@code outcome} is always what one join of everything there is would give, in
 * whichever order lists, events, refunds, merges and splits come: whoever writes one of them has
 * only the rows made anew that it may have changed, in the same transaction. A join at the time of
 * each report was rejected since it would read everything for every look.
 *
 * <p>Lists and events come over two topics and may be written at the same time, each transaction
 * blind to the other; so events take a lock shared, lists take it alone.
 */
@ApplicationScoped
public class Attribution {
  private static final long LOCK = 0x6f7765642074L; // "owed t"

  private final AgroalDataSource store;
  private final AttributionConfig config;
  private final ConsentPolicy consent;

  /** An item that a customer did something with, or was shown, at that time. */
  public record Touched(String cid, String itemId, Instant since) {}

  /** An order by its customer. */
  public record OrderOf(String cid, String orderId) {}

  Attribution(AgroalDataSource store, AttributionConfig config, ConsentPolicy consent) {
    this.store = store;
    this.config = config;
    this.consent = consent;
  }

  /** Call after events, orders and refunds were written, within their transaction. */
  public void happened(Collection<Touched> touched, Collection<OrderOf> orders) {
    if (touched.isEmpty() && orders.isEmpty()) {
      return;
    }
    Sql.run(
        store,
        connection -> {
          lock(connection, "select pg_advisory_xact_lock_shared(?)");
          Set<String> shown = shownAnything(connection, touched, orders);
          signals(connection, touched.stream().filter(t -> shown.contains(t.cid())).toList());
          orders(connection, orders.stream().filter(o -> shown.contains(o.cid())).toList());
        });
  }

  /** Call after lists were written, within their transaction; all their items, each when shown. */
  public void shown(Collection<Touched> items) {
    if (items.isEmpty()) {
      return;
    }
    Sql.run(
        store,
        connection -> {
          lock(connection, "select pg_advisory_xact_lock(?)");
          Set<String> active = didAnything(connection, items);
          List<Touched> late = items.stream().filter(i -> active.contains(i.cid())).toList();
          if (!late.isEmpty()) {
            signals(connection, signalsAfter(connection, late));
            orders(connection, ordersAfter(connection, late));
          }
        });
  }

  /**
   * Call after rows of these customers became others', with {@code Identities}' lock held alone,
   * which keeps out both events and lists.
   */
  public void again(Connection connection, Collection<String> cids) throws SQLException {
    if (cids.isEmpty()) {
      return;
    }
    Object[] distinct = new TreeSet<>(cids).toArray();
    List<Touched> shown = new ArrayList<>();
    try (PreparedStatement forget =
            connection.prepareStatement(AttributionStatements.FORGET_CUSTOMERS);
        PreparedStatement read = connection.prepareStatement(AttributionStatements.SHOWN_TO)) {
      forget.setArray(1, connection.createArrayOf("text", distinct));
      forget.executeUpdate();
      read.setArray(1, connection.createArrayOf("text", distinct));
      readTouched(read, shown);
    }
    signals(connection, shown);
    // Only orders from the first list on: each is looked at whole.
    orders(connection, ordersSince(connection, shown));
  }

  /** Most events are of customers whom no list was shown: they cost one look by customer. */
  private static Set<String> shownAnything(
      Connection connection, Collection<Touched> touched, Collection<OrderOf> orders)
      throws SQLException {
    Set<String> cids = new TreeSet<>();
    touched.forEach(one -> cids.add(one.cid()));
    orders.forEach(one -> cids.add(one.cid()));
    try (PreparedStatement statement =
        connection.prepareStatement(AttributionStatements.SHOWN_ANYTHING)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      return customers(statement);
    }
  }

  /** Most lists come before anything that follows from them, and cost one look by customer, too. */
  private static Set<String> didAnything(Connection connection, Collection<Touched> items)
      throws SQLException {
    Map<String, Instant> since = new TreeMap<>();
    items.forEach(one -> since.merge(one.cid(), one.since(), (a, b) -> a.isBefore(b) ? a : b));
    try (PreparedStatement statement =
        connection.prepareStatement(AttributionStatements.DID_ANYTHING)) {
      Columns.of(statement, since.entrySet())
          .add("text", Map.Entry::getKey)
          .add("timestamptz", one -> one.getValue().toString());
      return customers(statement);
    }
  }

  private static Set<String> customers(PreparedStatement statement) throws SQLException {
    Set<String> customers = new HashSet<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        customers.add(row.getString(1));
      }
    }
    return customers;
  }

  private void signals(Connection connection, Collection<Touched> touched) throws SQLException {
    if (touched.isEmpty()) {
      return;
    }
    try (PreparedStatement forget =
            connection.prepareStatement(AttributionStatements.FORGET_SIGNALS);
        PreparedStatement owe = connection.prepareStatement(AttributionStatements.SIGNALS)) {
      bind(forget, touched);
      forget.executeUpdate();
      bind(owe, touched);
      bindRules(owe, 4);
      owe.executeUpdate();
    }
  }

  private void orders(Connection connection, Collection<OrderOf> orders) throws SQLException {
    if (orders.isEmpty()) {
      return;
    }
    try (PreparedStatement forget =
            connection.prepareStatement(AttributionStatements.FORGET_ORDERS);
        PreparedStatement owe = connection.prepareStatement(AttributionStatements.ORDERS)) {
      for (PreparedStatement statement : List.of(forget, owe)) {
        Columns.of(statement, orders).add("text", OrderOf::cid).add("text", OrderOf::orderId);
      }
      forget.executeUpdate();
      bindRules(owe, 3);
      owe.executeUpdate();
    }
  }

  /** The window, for both ways to find a list, and what no answer on consent means. */
  private void bindRules(PreparedStatement statement, int at) throws SQLException {
    statement.setString(at, config.window().toString());
    statement.setString(at + 1, config.window().toString());
    statement.setBoolean(at + 2, consent.answer(Purpose.PERSONALIZATION, null));
  }

  private List<Touched> signalsAfter(Connection connection, Collection<Touched> items)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(AttributionStatements.SIGNALS_AFTER)) {
      bind(statement, items);
      statement.setString(4, config.window().toString());
      List<Touched> after = new ArrayList<>();
      readTouched(statement, after);
      return after;
    }
  }

  private List<OrderOf> ordersAfter(Connection connection, Collection<Touched> items)
      throws SQLException {
    return readOrders(
        connection, AttributionStatements.ORDERS_AFTER, items, config.window().toString());
  }

  private static List<OrderOf> ordersSince(Connection connection, Collection<Touched> items)
      throws SQLException {
    return readOrders(connection, AttributionStatements.ORDERS_AFTER, items, "P1000Y");
  }

  private static List<OrderOf> readOrders(
      Connection connection, String sql, Collection<Touched> items, String within)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, items);
      statement.setString(4, within);
      List<OrderOf> orders = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          orders.add(new OrderOf(row.getString(1), row.getString(2)));
        }
      }
      return orders;
    }
  }

  private static void readTouched(PreparedStatement statement, List<Touched> into)
      throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        into.add(new Touched(row.getString(1), row.getString(2), row.getTimestamp(3).toInstant()));
      }
    }
  }

  private static void bind(PreparedStatement statement, Collection<Touched> touched)
      throws SQLException {
    Columns.of(statement, touched)
        .add("text", Touched::cid)
        .add("text", Touched::itemId)
        .add("timestamptz", one -> one.since().toString());
  }

  private static void lock(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, LOCK);
      statement.execute();
    }
  }
}
