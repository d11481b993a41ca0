package dev.parallax.recommendation.behaviour;

import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.history.Signal;
import dev.parallax.recommendation.tact.Showing;
import dev.parallax.recommendation.tact.TactConfig;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Customers' dealings with items, read when they are asked for: what was committed a moment ago
 * counts, on every replica. One statement for any number of customers.
 */
@ApplicationScoped
public class HistoryReader {
  private static final int RETURNED = -1;
  private static final int BOUGHT = 0;
  private static final int SHOWN = 100;
  private static final int DISMISSED = 101;

  private static final String HISTORY = "select * from past_of(?, ?)";

  private final AgroalDataSource store;
  private final TactConfig tact;
  private final Clock clock;

  HistoryReader(AgroalDataSource store, TactConfig tact, Clock clock) {
    this.store = store;
    this.tact = tact;
    this.clock = clock;
  }

  /** The newest orders, refunds, signals and showings of one. */
  public Past of(String cid) {
    return of(List.of(cid)).getOrDefault(cid, Past.NONE);
  }

  /** The same by customer; of whom nothing is known is not there. */
  public Map<String, Past> of(Collection<String> cids) {
    Instant shownSince = clock.instant().minus(tact.longest());
    return Sql.call(store, connection -> read(connection, cids, shownSince));
  }

  private static Map<String, Past> read(
      Connection connection, Collection<String> cids, Instant shownSince) throws SQLException {
    Map<String, Past.Builder> builders = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(HISTORY)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      statement.setTimestamp(2, Timestamp.from(shownSince));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          add(row, builders.computeIfAbsent(row.getString(1), key -> new Past.Builder()));
        }
      }
    }
    Map<String, Past> pasts = HashMap.newHashMap(builders.size());
    builders.forEach((cid, builder) -> pasts.put(cid, builder.build()));
    return pasts;
  }

  private static void add(ResultSet row, Past.Builder past) throws SQLException {
    int kind = row.getInt(2);
    long second = row.getLong(7);
    switch (kind) {
      case BOUGHT -> bought(row, second, past);
      case RETURNED -> past.tally(row.getString(5)).returned(row.getLong(6));
      case SHOWN -> past.shown(new Showing(second, row.getInt(6) == 1, List.of(texts(row))));
      case DISMISSED -> past.dismissed(row.getString(5), row.getInt(6) == 1);
      default -> past.tally(row.getString(5)).did(Signal.of(kind), row.getInt(6), second);
    }
  }

  private static void bought(ResultSet row, long second, Past.Builder past) throws SQLException {
    String[] items = texts(row);
    Integer[] quantities = (Integer[]) row.getArray(4).getArray();
    for (int i = 0; i < items.length; i++) {
      past.tally(items[i]).bought(quantities[i], second);
    }
  }

  private static String[] texts(ResultSet row) throws SQLException {
    return (String[]) row.getArray(3).getArray();
  }
}
