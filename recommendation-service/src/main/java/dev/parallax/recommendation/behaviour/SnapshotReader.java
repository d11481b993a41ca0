package dev.parallax.recommendation.behaviour;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.catalog.ServiceItems;
import dev.parallax.recommendation.dataset.DatasetBuilder;
import dev.parallax.recommendation.history.Signal;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads everything for learning, as it was at one moment, newest first and up to a bound. Consent
 * is enforced here: without personalization a customer's rows are not linked to each other (they
 * count towards popularity as sales do), without analytics an order is no basket. Services such as
 * postage are left out.
 */
@ApplicationScoped
public class SnapshotReader {
  private static final int FETCH = 5_000;
  private static final int TRANSACTION_SECONDS = 1_800;

  private static final String CONSENT =
      " case when coalesce(f.personalization, ?) then c.no end, coalesce(f.analytics, ?)";
  private static final String WHOSE =
      " join customer c using (cid) left join profile f using (cid)";
  private static final String ORDERS =
      "select extract(epoch from b.occurred_at)::bigint, b.items, b.quantities,"
          + CONSENT
          + " from purchase b"
          + WHOSE
          + " order by b.occurred_at desc";
  private static final String REFUNDS =
      "select extract(epoch from b.occurred_at)::bigint, b.item_id, b.quantity,"
          + CONSENT
          + " from returned b"
          + WHOSE
          + " order by b.occurred_at desc";
  private static final String SIGNALS =
      "select extract(epoch from b.occurred_at)::bigint, b.item_id, b.kind,"
          + CONSENT
          + ", b.rating from signal b"
          + WHOSE
          + " order by b.occurred_at desc";

  private final AgroalDataSource store;
  private final ConsentPolicy consent;

  SnapshotReader(AgroalDataSource store, ConsentPolicy consent) {
    this.store = store;
    this.consent = consent;
  }

  /** Takes one row; false when there is no room for more. */
  @FunctionalInterface
  private interface RowTaker {
    boolean take(ResultSet row) throws SQLException;
  }

  /**
   * @param mostRows bounds memory; half are kept free for orders, which say most
   */
  public DatasetBuilder read(int mostRows) {
    return QuarkusTransaction.requiringNew()
        .timeout(TRANSACTION_SECONDS)
        .call(() -> Sql.call(store, connection -> read(connection, mostRows)));
  }

  private DatasetBuilder read(Connection connection, int mostRows) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("set transaction isolation level repeatable read, read only")) {
      statement.execute();
    }
    Set<String> services = ServiceItems.ids(connection);
    DatasetBuilder data = new DatasetBuilder();
    int mostSignals = mostRows / 2;
    query(
        connection,
        SIGNALS,
        row -> {
          if (!services.contains(row.getString(2))) {
            data.signal(
                row.getObject(4, Long.class),
                row.getString(2),
                Signal.of(row.getInt(3)),
                row.getInt(6),
                row.getLong(1));
          }
          return data.rows() < mostSignals;
        });
    query(
        connection,
        ORDERS,
        row -> {
          order(row, services, data);
          return data.rows() < mostRows;
        });
    query(
        connection,
        REFUNDS,
        row -> {
          refund(row, services, data);
          return data.rows() < mostRows + mostRows / 10;
        });
    return data;
  }

  private static void order(ResultSet row, Set<String> services, DatasetBuilder data)
      throws SQLException {
    String[] items = (String[]) row.getArray(2).getArray();
    Integer[] quantities = (Integer[]) row.getArray(3).getArray();
    int[] products =
        IntStream.range(0, items.length).filter(i -> !services.contains(items[i])).toArray();
    data.order(
        row.getObject(4, Long.class),
        Arrays.stream(products).mapToObj(i -> items[i]).toArray(String[]::new),
        Arrays.stream(products).mapToObj(i -> quantities[i]).toArray(Integer[]::new),
        row.getLong(1),
        row.getBoolean(5));
  }

  private static void refund(ResultSet row, Set<String> services, DatasetBuilder data)
      throws SQLException {
    Long customer = row.getObject(4, Long.class);
    if (customer != null && !services.contains(row.getString(2))) {
      int quantity = (int) Math.min(row.getLong(3), Integer.MAX_VALUE);
      data.refund(customer, row.getString(2), quantity, row.getLong(1));
    }
  }

  private void query(Connection connection, String sql, RowTaker taker) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH);
      statement.setBoolean(1, consent.answer(Purpose.PERSONALIZATION, null));
      statement.setBoolean(2, consent.answer(Purpose.ANALYTICS, null));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next() && taker.take(row)) {
          // Taken in the condition.
        }
      }
    }
  }
}
