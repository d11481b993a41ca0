package dev.parallax.recommendation.customer;

import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.kit.store.Sql;
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

/**
 * Whose a pseudonym's rows are. Who writes behaviour holds the lock shared, who moves or erases
 * rows holds it alone: otherwise rows written while others are moved would stay behind under a
 * pseudonym that nobody asks for any more.
 */
@ApplicationScoped
public class Identities {
  private static final long LOCK = 0x6d6572676564L; // "merged"

  private static final String REMEMBER =
      """
      insert into merged (from_cid, into_cid) values (?, ?)
      on conflict (from_cid) do update set into_cid = excluded.into_cid
      """;

  /** Everything of parameter 1 becomes parameter 2's; what both have stays once. */
  private static final List<String> MOVE =
      List.of(
          "update merged set into_cid = $2 where into_cid = $1",
          """
          insert into customer (cid) select $2 where exists (select 1 from customer where cid = $1)
          on conflict do nothing""",
          "delete from customer where cid = $1",
          """
          update purchase p set cid = $2 where cid = $1
          and not exists (select 1 from purchase o where o.cid = $2 and o.order_id = p.order_id)""",
          "delete from purchase where cid = $1",
          "update refund set cid = $2 where cid = $1",
          "update signal set cid = $2 where cid = $1",
          // The stricter of two answers holds until the customer gives a new one.
          """
          insert into profile (cid, analytics, personalization)
          select $2, analytics, personalization from profile where cid = $1
          on conflict (cid) do update set
            analytics = case when not excluded.analytics then false
              else coalesce(profile.analytics, excluded.analytics) end,
            personalization = case when not excluded.personalization then false
              else coalesce(profile.personalization, excluded.personalization) end""",
          "delete from profile where cid = $1",
          "delete from membership where cid = $1");

  private static final List<String> ERASE =
      List.of(
          "delete from customer where cid = $1",
          "delete from purchase where cid = $1",
          "delete from refund where cid = $1",
          "delete from signal where cid = $1",
          "delete from profile where cid = $1",
          "delete from membership where cid = $1",
          "delete from merged where into_cid = $1 or from_cid = $1");

  private final AgroalDataSource store;

  Identities(AgroalDataSource store) {
    this.store = store;
  }

  /**
   * Which of the pseudonyms belong to another by now, and to whom; keeps it so until the end of the
   * transaction.
   */
  public Map<String, String> resolve(Collection<String> cids) {
    return Sql.call(
        store,
        connection -> {
          lock(connection, "select pg_advisory_xact_lock_shared(?)");
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select from_cid, into_cid from merged where from_cid = any(?)")) {
            statement.setArray(1, connection.createArrayOf("text", new TreeSet<>(cids).toArray()));
            Map<String, String> owners = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                owners.put(row.getString(1), row.getString(2));
              }
            }
            return owners;
          }
        });
  }

  /** Moves what is there, and remembers where later rows go. */
  void merge(List<IdentitiesMerged> merges) {
    Sql.run(
        store,
        connection -> {
          lock(connection, "select pg_advisory_xact_lock(?)");
          for (IdentitiesMerged merge : merges) {
            String into = owner(connection, merge.into());
            if (!into.equals(
                merge.from())) { // Else the two were merged the other way round before.
              execute(connection, REMEMBER, merge.from(), into);
              for (String sql : MOVE) {
                execute(connection, sql, merge.from(), into);
              }
            }
          }
        });
  }

  /** Deletes every row of these customers. */
  void erase(Collection<String> cids) {
    Sql.run(
        store,
        connection -> {
          lock(connection, "select pg_advisory_xact_lock(?)");
          for (String cid : cids) {
            for (String sql : ERASE) {
              execute(connection, sql, cid, null);
            }
          }
        });
  }

  private static String owner(Connection connection, String cid) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select into_cid from merged where from_cid = ?")) {
      statement.setString(1, cid);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : cid;
      }
    }
  }

  private static void lock(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, LOCK);
      statement.execute();
    }
  }

  /** JDBC knows no numbered parameters: each mark is replaced and bound in its place. */
  private static void execute(Connection connection, String sql, String first, String second)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(sql.replaceAll("\\$[12]", "?"))) {
      int position = 1;
      for (int i = 0; i < sql.length() - 1; i++) {
        if (sql.charAt(i) == '$') {
          statement.setString(position++, sql.charAt(i + 1) == '1' ? first : second);
        }
      }
      if (position == 1) {
        statement.setString(1, first);
        statement.setString(2, second);
      }
      statement.executeUpdate();
    }
  }
}
