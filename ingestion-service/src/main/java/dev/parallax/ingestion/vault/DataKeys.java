package dev.parallax.ingestion.vault;

import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** The table {@code vault_key}: wrapped data keys by customer. */
@ApplicationScoped
class DataKeys {
  private static final Logger LOG = Logger.getLogger(DataKeys.class);
  private static final int REWRAP_BATCH = 500;
  private static final String WRITE =
      """
      insert into vault_key (cid, wrapped, created_at) values (?, ?, ?)
      on conflict (cid) do update set wrapped = excluded.wrapped
      """;
  private static final String OUTDATED =
      """
      select cid, wrapped from vault_key where substring(wrapped from 1 for %d) <> ?
      limit %d for update skip locked
      """
          .formatted(AesGcm.PREFIX_BYTES, REWRAP_BATCH);

  private final AgroalDataSource store;
  private final VaultCipher masters;
  private final Clock clock;

  DataKeys(AgroalDataSource store, VaultCipher masters, Clock clock) {
    this.store = store;
    this.masters = masters;
    this.clock = clock;
  }

  /** Those that there are, still wrapped. */
  Map<String, byte[]> find(Connection connection, Collection<String> cids) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select cid, wrapped from vault_key where cid = any(?)")) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      return read(statement);
    }
  }

  void write(Connection connection, Map<String, DataKey> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    Timestamp now = Timestamp.from(clock.instant());
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      for (Map.Entry<String, DataKey> key : keys.entrySet()) {
        statement.setString(1, key.getKey());
        statement.setBytes(2, key.getValue().wrap(masters, key.getKey()));
        statement.setTimestamp(3, now);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /**
   * Wraps anew what a master key of before wrapped. Replicas share the work, and one that dies
   * leaves the rest to the next.
   */
  @Scheduled(
      every = "1h",
      delayed = "20s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void rewrap() {
    int all = 0;
    int now;
    do {
      now = QuarkusTransaction.requiringNew().call(this::rewrapSome);
      all += now;
    } while (now == REWRAP_BATCH);
    if (all > 0) {
      LOG.infof("data keys wrapped by the new master key count=%d", all);
    }
  }

  private int rewrapSome() {
    return Sql.call(
        store,
        connection -> {
          Map<String, DataKey> keys = new HashMap<>();
          try (PreparedStatement statement = connection.prepareStatement(OUTDATED)) {
            statement.setBytes(1, masters.prefix());
            read(statement)
                .forEach((cid, wrapped) -> keys.put(cid, DataKey.unwrap(wrapped, masters, cid)));
          }
          write(connection, keys);
          return keys.size();
        });
  }

  private static Map<String, byte[]> read(PreparedStatement statement) throws SQLException {
    Map<String, byte[]> wrapped = new HashMap<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        wrapped.put(row.getString(1), row.getBytes(2));
      }
    }
    return wrapped;
  }
}
