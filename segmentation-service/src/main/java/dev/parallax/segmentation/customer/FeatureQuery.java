package dev.parallax.segmentation.customer;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import dev.parallax.segmentation.feature.CustomerTotals;
import dev.parallax.segmentation.feature.FeatureTable;
import dev.parallax.segmentation.feature.FeatureVector;
import dev.parallax.segmentation.feature.Features;
import dev.parallax.segmentation.feature.NoCurrency;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads features, of all customers or of some, always by the same query. Changes of the last moment
 * show once {@link Totals} has been refreshed.
 *
 * <p>Who is segmented: customers known by an id ({@code c_…}; anonymous visitors only once they are
 * merged into one) whose data may be used for analytics.
 */
@ApplicationScoped
public class FeatureQuery {
  private static final int FETCH = 5000;

  /**
   * Money is compared in one currency, that which most orders are in: there is no rate to convert
   * by. {@code %s} restricts the query to some customers.
   */
  private static final String QUERY =
      """
      with main as (
        select coalesce(
          ?::text,
          (select currency
            from totals cross join lateral unnest(currencies, currency_orders) as u (currency, n)
            group by currency order by sum(n) desc, currency limit 1),
          ?::text) as currency
      )
      select c.cid, t.orders, coalesce(t.currency_orders[i], 0), coalesce(t.gross[i], 0),
        coalesce(t.refunded[i], 0), t.refunded_orders, t.with_lines, t.pieces, t.categories,
        t.first_at, t.last_at, t.last_rating, t.average_rating, main.currency
      from customer c cross join main
      left join totals t on t.cid = c.cid
      cross join lateral (select array_position(t.currencies, main.currency)) as x (i)
      where starts_with(c.cid, 'c_') and coalesce(c.analytics, ?) %s
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
          try (PreparedStatement statement = connection.prepareStatement(QUERY.formatted(""))) {
            statement.setString(1, null);
            statement.setString(2, NoCurrency.CODE);
            statement.setBoolean(3, consent.answer(Purpose.ANALYTICS, null));
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
            ? new FeatureTable.Builder(reference, NoCurrency.CODE).build()
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
              connection.prepareStatement(QUERY.formatted("and c.cid = any(?)"))) {
            statement.setString(1, currency);
            statement.setString(2, NoCurrency.CODE);
            statement.setBoolean(3, consent.answer(Purpose.ANALYTICS, null));
            statement.setArray(4, connection.createArrayOf("text", cids.toArray()));
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
