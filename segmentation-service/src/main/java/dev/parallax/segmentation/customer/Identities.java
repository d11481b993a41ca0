package dev.parallax.segmentation.customer;

import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Who a pseudonym is by now. Merges change that, so whoever writes facts holds the shared lock
 * while it does, and whoever moves them the exclusive one: else a fact could be written to a
 * customer that is being moved away, and stay behind.
 */
@ApplicationScoped
class Identities {
  /** Any number that nothing else in this database locks. */
  private static final long LOCK = 0x5e67_0001L;

  private static final int LONGEST_CHAIN = 32;

  private final AgroalDataSource store;

  Identities(AgroalDataSource store) {
    this.store = store;
  }

  /**
   * @param cid where facts belong
   */
  record Identity(String cid) {}

  /** Until the end of the transaction no customers are moved. */
  void shareLock() {
    lock("select pg_advisory_xact_lock_shared(?)");
  }

  /** Until the end of the transaction nobody else writes facts. */
  void lock() {
    lock("select pg_advisory_xact_lock(?)");
  }

  private void lock(String sql) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, LOCK);
            statement.execute();
          }
        });
  }

  /** For each pseudonym its identity. */
  Map<String, Identity> resolve(Collection<String> cids) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  with recursive chain (cid, root, depth) as (
                    select cid, cid, 0 from unnest(?::text[]) as asked (cid)
                    union all
                    select chain.cid, r.into_cid, depth + 1
                    from chain join redirect r on r.from_cid = chain.root where depth < ?
                  ), resolved as (
                    select distinct on (cid) cid, root from chain order by cid, depth desc
                  )
                  select cid, root from resolved
                  """)) {
            statement.setArray(
                1, connection.createArrayOf("text", cids.stream().distinct().toArray()));
            statement.setInt(2, LONGEST_CHAIN);
            Map<String, Identity> identities = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                identities.put(rows.getString(1), new Identity(rows.getString(2)));
              }
            }
            return identities;
          }
        });
  }
}
