package dev.parallax.segmentation.customer;

import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Customers whose facts have changed: a queue in the database, written in the transaction of the
 * change. A customer that changes again while being looked at is in it again afterwards.
 */
@ApplicationScoped
public class StaleCustomers {
  private final AgroalDataSource store;

  StaleCustomers(AgroalDataSource store) {
    this.store = store;
  }

  /**
   * Locks the row even if it is there: whoever takes customers out leaves it then. If it were left
   * alone, it could be taken out before this change can be seen, and the change be forgotten.
   */
  void mark(Connection connection, Collection<String> cids) throws SQLException {
    if (cids.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into stale as s (cid) select distinct cid from unnest(?::text[]) as n (cid) order by cid
            on conflict (cid) do update set cid = excluded.cid
            """)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      statement.executeUpdate();
    }
  }

  /** Everyone there is. */
  public void markAll() {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  insert into stale (cid)
                  select cid from customer order by cid on conflict do nothing
                  """)) {
            statement.executeUpdate();
          }
        });
  }

  /** Takes some out, in the caller's transaction; other replicas take others. */
  public List<String> take(int most) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  delete from stale where cid in
                    (select cid from stale order by cid limit ? for update skip locked)
                  returning cid
                  """)) {
            statement.setInt(1, most);
            return strings(statement.executeQuery());
          }
        });
  }

  static List<String> strings(ResultSet result) throws SQLException {
    List<String> strings = new ArrayList<>();
    try (ResultSet rows = result) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }
}
