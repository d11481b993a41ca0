package dev.parallax.recommendation.rulebook;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.catalog.ServiceItems;
import dev.parallax.recommendation.history.Signal;
import dev.parallax.recommendation.rule.RuleSource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what baskets customers have: of everybody, or of those of whom something changed since an
 * earlier reading. Consent is enforced here: without analytics nothing of a customer is in a
 * basket, and visits, which link what a customer did, need personalization too. Services such as
 * postage are left out by whoever takes the rows.
 *
 * <p>A reading begins with the oldest transaction that was still open: whatever it or a later one
 * writes is read by the next. So none is missed, in whatever order transactions end; some are read
 * twice, which changes nothing.
 */
@ApplicationScoped
class BasketReader {
  private static final int FETCH = 5_000;
  private static final int TRANSACTION_SECONDS = 1_800;

  /** Above this many it is cheaper to read everybody. */
  private static final int MOST_CHANGED = 50_000;

  private static final String HORIZON =
      "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint, now()";
  private static final String CHANGED =
      """
      select no from customer_changed where written >= ?
      union select no from customer where written >= ?
      union select c.no from %s r join customer c using (cid) where r.written >= ? limit ?
      """;
  private static final String FROM =
      " from %s r join customer c using (cid) left join profile f using (cid)"
          + " where coalesce(f.analytics, ?) ";
  private static final String ORDERS = "select c.no, r.items" + FROM.formatted("purchase");
  private static final String SIGNALS =
      "select c.no, r.item_id, extract(epoch from r.occurred_at)::bigint"
          + FROM.formatted("signal")
          + " and coalesce(f.personalization, ?) and r.kind = any(?)";
  private static final Short[] SESSION_SIGNALS =
      List.of(Signal.VIEWED, Signal.CLICKED, Signal.ADDED, Signal.WISHED).stream()
          .map(signal -> (short) signal.code())
          .toArray(Short[]::new);

  private final AgroalDataSource store;
  private final ConsentPolicy consent;
  private final RulesConfig config;

  BasketReader(AgroalDataSource store, ConsentPolicy consent, RulesConfig config) {
    this.store = store;
    this.consent = consent;
    this.config = config;
  }

  /** Takes what is read, customer by customer. */
  interface Taker {
    /** What there is no basket of. Called first; false ends the reading. */
    boolean services(Set<String> itemIds);

    /**
     * Of whom everything follows; not called when everybody's does.
     *
     * @param customers also those who have nothing any more
     */
    void changed(Set<Long> customers);

    void order(long customer, String[] itemIds);

    /** Of one customer in the order of time. */
    void signal(long customer, String itemId, long epochSecond);
  }

  /**
   * How far a reading got.
   *
   * @param next where the next one begins
   * @param bounded whether older rows were left out, so that the next one must be of everybody
   */
  record Reading(long next, Instant readAt, boolean whole, boolean bounded) {}

  /**
   * @param since {@link Reading#next} of the one before; null for everybody
   */
  Reading read(RuleSource source, Long since, Taker taker) {
    return QuarkusTransaction.requiringNew()
        .timeout(TRANSACTION_SECONDS)
        .call(() -> Sql.call(store, connection -> read(connection, source, since, taker)));
  }

  /** Forgets changes that every reading knows by now, or has to do without. */
  void forgetChanges(Instant before) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                Sql.update(
                    store, "delete from customer_changed where at < ?", Timestamp.from(before)));
  }

  private Reading read(Connection connection, RuleSource source, Long since, Taker taker)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("set transaction isolation level repeatable read, read only")) {
      statement.execute();
    }
    long next;
    Instant readAt;
    try (PreparedStatement statement = connection.prepareStatement(HORIZON);
        ResultSet row = statement.executeQuery()) {
      row.next();
      next = row.getLong(1);
      readAt = row.getTimestamp(2).toInstant();
    }
    boolean goesOn = taker.services(ServiceItems.ids(connection));
    Set<Long> changed = since == null || !goesOn ? null : changed(connection, source, since);
    if (changed != null && changed.size() <= MOST_CHANGED) {
      taker.changed(changed);
      if (!changed.isEmpty()) {
        rows(connection, source, changed, null, taker);
      }
      return new Reading(next, readAt, false, false);
    }
    Timestamp after = oldestKept(connection, source);
    rows(connection, source, null, after, taker);
    return new Reading(next, readAt, true, after != null);
  }

  private Set<Long> changed(Connection connection, RuleSource source, long since)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(CHANGED.formatted(table(source)))) {
      statement.setLong(1, since);
      statement.setLong(2, since);
      statement.setLong(3, since);
      statement.setInt(4, MOST_CHANGED + 1);
      Set<Long> customers = new TreeSet<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          customers.add(row.getLong(1));
        }
      }
      return customers;
    }
  }

  /** Rows are only those after it, null where all fit. */
  private Timestamp oldestKept(Connection connection, RuleSource source) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select occurred_at from %s order by occurred_at desc offset ? limit 1"
                .formatted(table(source)))) {
      statement.setInt(1, Math.min(config.mostRows(), Room.forRows()));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getTimestamp(1) : null;
      }
    }
  }

  private void rows(
      Connection connection, RuleSource source, Set<Long> customers, Timestamp after, Taker taker)
      throws SQLException {
    boolean sessions = source == RuleSource.SESSIONS;
    String sql =
        (sessions ? SIGNALS : ORDERS)
            + (customers == null ? "" : " and c.no = any(?)")
            + (after == null ? "" : " and r.occurred_at > ?")
            + (sessions ? " order by c.no, r.occurred_at, r.item_id" : "");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH);
      int at = 1;
      statement.setBoolean(at++, consent.answer(Purpose.ANALYTICS, null));
      if (sessions) {
        statement.setBoolean(at++, consent.answer(Purpose.PERSONALIZATION, null));
        statement.setArray(at++, connection.createArrayOf("int2", SESSION_SIGNALS));
      }
      if (customers != null) {
        Array numbers = connection.createArrayOf("int8", customers.toArray());
        statement.setArray(at++, numbers);
      }
      if (after != null) {
        statement.setTimestamp(at, after);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (sessions) {
            taker.signal(row.getLong(1), row.getString(2), row.getLong(3));
          } else {
            taker.order(row.getLong(1), (String[]) row.getArray(2).getArray());
          }
        }
      }
    }
  }

  private static String table(RuleSource source) {
    return source == RuleSource.SESSIONS ? "signal" : "purchase";
  }
}
