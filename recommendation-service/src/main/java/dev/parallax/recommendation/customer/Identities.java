package dev.parallax.recommendation.customer;

import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
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
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whose a pseudonym's rows are. Who writes behaviour holds the lock shared, who moves or erases
 * rows holds it alone: otherwise rows written while others are moved would stay behind under a
 * pseudonym that nobody asks for any more.
 */
@ApplicationScoped
public class Identities {
  /**
   * Of an order {@code p} that is told of again: the latest lines stand, but none never replace any
   * ({@link dev.parallax.contracts.commerce.Order#and}).
   */
  public static final String ORDER_TOLD_AGAIN =
      """
      on conflict (cid, order_id) do update set
        occurred_at = greatest(p.occurred_at, excluded.occurred_at),
        (items, quantities, lines_at, lines_event) = (
          select l.* from (values
              (p.items, p.quantities, p.lines_at, p.lines_event),
              (excluded.items, excluded.quantities, excluded.lines_at, excluded.lines_event))
            as l (items, quantities, lines_at, lines_event)
          order by lines_event <> '' desc, lines_at desc, lines_event desc limit 1)
      """;

  private static final long LOCK = 0x6d6572676564L; // "merged"

  private static final String RESOLVE =
      """
      select c, coalesce(m.into_cid, c), greatest(e.at, o.at)
      from unnest(?::text[]) as c left join merged m on m.from_cid = c
      left join erased e on e.cid = c left join erased o on o.cid = m.into_cid
      """;

  /** Those who were merged into them, too: their events may still be on their way as well. */
  private static final String MARK_ERASED =
      """
      insert into erased (cid, at)
      select cid, ? from (
        select unnest(?::text[]) as cid
        union select from_cid from merged where into_cid = any(?)) as c
      order by cid
      on conflict (cid) do update set at = excluded.at
      """;

  private static final List<String> ERASE =
      List.of(
          "delete from customer where cid = any(?)",
          "delete from purchase where cid = any(?)",
          "delete from refund where cid = any(?)",
          "delete from signal where cid = any(?)",
          "delete from profile where cid = any(?)",
          "delete from membership where cid = any(?)",
          "delete from merged where into_cid = any(?)",
          "delete from merged where from_cid = any(?)");

  private final AgroalDataSource store;
  private final Clock clock;

  Identities(AgroalDataSource store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * @param cid where rows belong
   * @param erasedAt what was received until then is not to be taken in, null when never erased
   */
  public record Identity(String cid, Instant erasedAt) {
    public boolean accepts(Instant receivedAt) {
      return erasedAt == null || receivedAt.isAfter(erasedAt);
    }
  }

  /** For each pseudonym its identity; keeps it so until the end of the transaction. */
  public Map<String, Identity> resolve(Collection<String> cids) {
    return Sql.call(
        store,
        connection -> {
          lock(connection, "select pg_advisory_xact_lock_shared(?)");
          return identities(connection, cids);
        });
  }

  /** Moves what is there, and remembers where later rows go. */
  void merge(List<IdentitiesMerged> merges) {
    Sql.run(
        store,
        connection -> {
          lock(connection, "select pg_advisory_xact_lock(?)");
          Map<String, String> owners = new HashMap<>();
          identities(
                  connection, merges.stream().flatMap(m -> Stream.of(m.from(), m.into())).toList())
              .forEach((cid, identity) -> owners.put(cid, identity.cid()));
          owners.entrySet().removeIf(owner -> owner.getKey().equals(owner.getValue()));
          new Merges(merges, owners).write(connection);
        });
  }

  /** Deletes every row of these customers; what remains is the pseudonym and the time. */
  void erase(Collection<String> cids) {
    Sql.run(
        store,
        connection -> {
          lock(connection, "select pg_advisory_xact_lock(?)");
          Array gone = connection.createArrayOf("text", cids.toArray());
          try (PreparedStatement statement = connection.prepareStatement(MARK_ERASED)) {
            statement.setTimestamp(1, Timestamp.from(clock.instant()));
            statement.setArray(2, gone);
            statement.setArray(3, gone);
            statement.executeUpdate();
          }
          for (String sql : ERASE) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              statement.setArray(1, gone);
              statement.executeUpdate();
            }
          }
        });
  }

  private static Map<String, Identity> identities(Connection connection, Collection<String> cids)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RESOLVE)) {
      statement.setArray(1, connection.createArrayOf("text", new TreeSet<>(cids).toArray()));
      Map<String, Identity> identities = new HashMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Timestamp erased = row.getTimestamp(3);
          identities.put(
              row.getString(1),
              new Identity(row.getString(2), erased == null ? null : erased.toInstant()));
        }
      }
      return identities;
    }
  }

  private static void lock(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, LOCK);
      statement.execute();
    }
  }
}
