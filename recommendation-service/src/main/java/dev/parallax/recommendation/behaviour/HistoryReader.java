package dev.parallax.recommendation.behaviour;

import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.history.Signal;
import dev.parallax.recommendation.history.Tally;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One customer's behaviour, read when it is asked for: what was committed a moment ago counts, on
 * every replica, without a cache to invalidate.
 */
@ApplicationScoped
public class HistoryReader {
  private static final int MOST_ORDERS = 1000;
  private static final int MOST_SIGNALS = 1000;

  private static final String HISTORY =
      """
      (select 0 as kind, items, quantities, null as item, 0 as amount,
         extract(epoch from occurred_at)::bigint
       from purchase where cid = ? order by occurred_at desc limit ?)
      union all
      (select -1, null, null, item_id, quantity, extract(epoch from occurred_at)::bigint
       from returned where cid = ? order by occurred_at desc limit ?)
      union all
      (select kind, null, null, item_id, rating, extract(epoch from occurred_at)::bigint
       from signal where cid = ? order by occurred_at desc limit ?)
      """;

  private final AgroalDataSource store;

  HistoryReader(AgroalDataSource store) {
    this.store = store;
  }

  /** By item, the newest orders, refunds and signals. */
  public Map<String, Tally> of(String cid) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(HISTORY)) {
            statement.setString(1, cid);
            statement.setInt(2, MOST_ORDERS);
            statement.setString(3, cid);
            statement.setInt(4, MOST_ORDERS);
            statement.setString(5, cid);
            statement.setInt(6, MOST_SIGNALS);
            Map<String, Tally> history = new LinkedHashMap<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                add(row, history);
              }
            }
            return history;
          }
        });
  }

  private static void add(ResultSet row, Map<String, Tally> history) throws SQLException {
    int kind = row.getInt(1);
    long second = row.getLong(6);
    if (kind > 0) {
      tally(history, row.getString(4)).did(Signal.of(kind), row.getInt(5), second);
    } else if (kind < 0) {
      tally(history, row.getString(4)).returned(row.getLong(5));
    } else {
      String[] items = (String[]) row.getArray(2).getArray();
      Integer[] quantities = (Integer[]) row.getArray(3).getArray();
      for (int i = 0; i < items.length; i++) {
        tally(history, items[i]).bought(quantities[i], second);
      }
    }
  }

  private static Tally tally(Map<String, Tally> history, String item) {
    return history.computeIfAbsent(item, key -> new Tally());
  }
}
