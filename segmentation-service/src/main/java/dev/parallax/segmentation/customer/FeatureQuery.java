package dev.parallax.segmentation.customer;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import dev.parallax.segmentation.feature.CustomerTotals;
import dev.parallax.segmentation.feature.FeatureTable;
import dev.parallax.segmentation.feature.FeatureVector;
import dev.parallax.segmentation.feature.Features;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads features, of all customers or of some, always by the same query.
 *
 * <p>Who is segmented: customers known by an id ({@code c_…}; anonymous visitors only once they are
 * merged into one) whose data may be used for analytics.
 */
@ApplicationScoped
public class FeatureQuery {
  private static final int FETCH = 5000;

  /**
   * Money is compared in one currency: the one most orders are in. There is no rate to convert by.
   */
  private static final String MAIN_CURRENCY =
      "select currency from purchase where kind = 'order'"
          + " group by currency order by count(*) desc, currency limit 1";

  /** {@code %1$s} restricts the inner queries to some customers, {@code %2$s} the outer one. */
  private static final String QUERY =
      """
      with main as (
        select coalesce(?::text, (%3$s), 'XXX') as currency
      ), bought as (
        select cid,
          count(*) filter (where kind = 'order') as orders,
          count(*) filter (where kind = 'order' and p.currency = main.currency) as in_currency,
          coalesce(sum(amount) filter (where kind = 'order' and p.currency = main.currency), 0)
            ::float8 as gross,
          coalesce(sum(amount) filter (where kind = 'refund' and p.currency = main.currency), 0)
            ::float8 as refunded,
          count(distinct order_id) filter (where kind = 'refund') as refunded_orders,
          count(*) filter (where kind = 'order' and cardinality(items) > 0) as with_lines,
          min(occurred_at) filter (where kind = 'order') as first,
          max(occurred_at) filter (where kind = 'order') as last
        from purchase p cross join main where true %1$s group by cid
      ), line as (
        select cid, coalesce(nullif(l.category, ''), c.category) as category, sum(l.pieces) as pieces
        from purchase p
        cross join lateral unnest(p.items, p.categories, p.pieces) as l (item, category, pieces)
        left join catalog_item c on c.item_id = l.item
        where p.kind = 'order' and c.kind is distinct from 'SERVICE' %1$s
        group by 1, 2
      ), basket as (
        select cid, sum(pieces) as pieces,
          count(*) filter (where category <> 'uncategorised') as categories
        from line group by cid
      ), rated as (
        select cid, avg(stars)::float8 as average,
          ((array_agg(stars order by occurred_at desc, event_id desc))[1])::float8 as last
        from rating p where true %1$s group by cid
      )
      select c.cid, b.orders, b.in_currency, b.gross, b.refunded, b.refunded_orders, b.with_lines,
        coalesce(k.pieces, 0), coalesce(k.categories, 0), b.first, b.last, r.last, r.average,
        main.currency
      from customer c cross join main
      left join bought b on b.cid = c.cid
      left join basket k on k.cid = c.cid
      left join rated r on r.cid = c.cid
      where starts_with(c.cid, 'c_') and coalesce(c.analytics, ?) %2$s
      order by c.cid
      """;

  private final AgroalDataSource store;
  private final ConsentPolicy consent;
  private final Clock clock;

  FeatureQuery(AgroalDataSource store, ConsentPolicy consent, Clock clock) {
    this.store = store;
    this.consent = consent;
    this.clock = clock;
  }

  /**
   * Everyone at one moment.
   *
   * @param table of those who have bought something
   * @param withoutPurchases how many have not
   */
  public record Snapshot(FeatureTable table, int withoutPurchases) {}

  /** The latest event time that was seen, at most now; empty before any event. */
  public Optional<Instant> reference() {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
                  connection.prepareStatement("select max(latest) from intake");
              ResultSet row = statement.executeQuery()) {
            row.next();
            Instant now = clock.instant();
            return Optional.ofNullable(row.getTimestamp(1))
                .map(Timestamp::toInstant)
                .map(latest -> latest.isAfter(now) ? now : latest);
          }
        });
  }

  /** How many customers there are to learn from. */
  public int countWithPurchases() {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  select count(*) from customer c
                  where starts_with(c.cid, 'c_') and coalesce(c.analytics, ?)
                    and exists (select 1 from purchase p where p.cid = c.cid and p.kind = 'order')
                  """)) {
            statement.setBoolean(1, consent.answer(Purpose.ANALYTICS, null));
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              return row.getInt(1);
            }
          }
        });
  }

  /**
   * All customers, in one query and so as of one moment. Call within a transaction: rows stream.
   */
  public Snapshot snapshot(Instant reference) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(QUERY.formatted("", "", MAIN_CURRENCY))) {
            statement.setString(1, null);
            statement.setBoolean(2, consent.answer(Purpose.ANALYTICS, null));
            statement.setFetchSize(FETCH);
            return snapshot(statement, reference);
          }
        });
  }

  private static Snapshot snapshot(PreparedStatement statement, Instant reference)
      throws SQLException {
    FeatureTable.Builder builder = null;
    int without = 0;
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        if (builder == null) {
          builder = new FeatureTable.Builder(reference, row.getString(14));
        }
        Optional<CustomerTotals> totals = totals(row);
        if (totals.isPresent()) {
          builder.add(row.getString(1), Features.of(totals.get(), reference));
        } else {
          without++;
        }
      }
    }
    return new Snapshot(
        builder == null
            ? new FeatureTable.Builder(reference, Purchase.NO_CURRENCY).build()
            : builder.build(),
        without);
  }

  /**
   * Some customers; those who are not to be segmented are missing in the answer, those without
   * purchases have no features.
   *
   * @param currency of the money
   */
  public Map<String, Optional<FeatureVector>> of(
      Collection<String> cids, String currency, Instant reference) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  QUERY.formatted("and p.cid = any(?)", "and c.cid = any(?)", MAIN_CURRENCY))) {
            bind(connection, statement, cids, currency);
            Map<String, Optional<FeatureVector>> features = new LinkedHashMap<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                features.put(
                    row.getString(1), totals(row).map(totals -> Features.of(totals, reference)));
              }
            }
            return features;
          }
        });
  }

  private void bind(
      Connection connection, PreparedStatement statement, Collection<String> cids, String currency)
      throws SQLException {
    Object[] some = cids.toArray();
    statement.setString(1, currency);
    for (int i : List.of(2, 3, 4, 6)) {
      statement.setArray(i, connection.createArrayOf("text", some));
    }
    statement.setBoolean(5, consent.answer(Purpose.ANALYTICS, null));
  }

  private static Optional<CustomerTotals> totals(ResultSet row) throws SQLException {
    long orders = row.getLong(2);
    if (orders == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new CustomerTotals(
            orders,
            row.getLong(3),
            row.getDouble(4),
            row.getDouble(5),
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            row.getLong(9),
            row.getTimestamp(10).toInstant(),
            row.getTimestamp(11).toInstant(),
            orNaN(row, 12),
            orNaN(row, 13)));
  }

  private static double orNaN(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }
}
