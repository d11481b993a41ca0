package dev.parallax.recommendation.customer;

import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.attribution.Attribution;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whose a pseudonym's rows are. Who writes behaviour holds the lock shared, who moves rows holds it
 * alone: otherwise rows written while others are moved would stay behind under a pseudonym that
 * nobody asks for any more.
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
        currency = coalesce(excluded.currency, p.currency),
        (items, quantities, amounts, lines_at, lines_event) = (
          select l.* from (values
              (p.items, p.quantities, p.amounts, p.lines_at, p.lines_event),
              (excluded.items, excluded.quantities, excluded.amounts, excluded.lines_at,
                excluded.lines_event))
            as l (items, quantities, amounts, lines_at, lines_event)
          order by lines_event <> '' desc, lines_at desc, lines_event desc limit 1)
      """;

  private static final long LOCK = 0x6d6572676564L; // "merged"

  private static final String RESOLVE =
      """
      select c, coalesce(m.into_cid, c)
      from unnest(?::text[]) as c left join merged m on m.from_cid = c
      """;

  private final AgroalDataSource store;
  private final Attribution attribution;

  Identities(AgroalDataSource store, Attribution attribution) {
    this.store = store;
    this.attribution = attribution;
  }

  /**
   * @param cid where rows belong
   */
  public record Identity(String cid) {}

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
          List<IdentitiesMerged> holding = Splits.VERSIONS.holding(connection, merges);
          new Merges(
                  attribution,
                  holding,
                  owners(
                      connection,
                      holding.stream().flatMap(m -> Stream.of(m.from(), m.into())).toList()))
              .write(connection);
          Splits.VERSIONS.remember(connection, holding);
        });
  }

  /**
   * Gives back what a merge moved, and what is known of the customer, which comes with the split:
   * on its own topic it may have come before.
   */
  void split(List<IdentitiesSplit> splits) {
    Sql.run(
        store,
        connection -> {
          lock(connection, "select pg_advisory_xact_lock(?)");
          for (IdentitiesSplit split : splits) {
            Splits.apply(connection, attribution, split, owners(connection, split.members()));
          }
        });
  }

  /** Of those whose rows are another's. */
  private static Map<String, String> owners(Connection connection, Collection<String> cids)
      throws SQLException {
    Map<String, String> owners = new HashMap<>();
    identities(connection, cids).forEach((cid, identity) -> owners.put(cid, identity.cid()));
    owners.entrySet().removeIf(owner -> owner.getKey().equals(owner.getValue()));
    return owners;
  }

  /** Takes the answers of these away; within the current transaction. */
  void forgetAnswers(Collection<String> cids) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("delete from profile where cid = any(?)")) {
            statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
            statement.executeUpdate();
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
          identities.put(row.getString(1), new Identity(row.getString(2)));
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
