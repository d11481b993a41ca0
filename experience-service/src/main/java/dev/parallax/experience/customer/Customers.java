package dev.parallax.experience.customer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** From pseudonyms to customers. */
public final class Customers {
  private static final String ADD =
      """
      insert into customer (cid)
      select cid from unnest(?::text[]) as cid order by cid
      on conflict do nothing
      """;

  private static final String LOCK =
      """
      select c.cid, r.id
      from customer c join customer r on r.id = coalesce(c.alias_of, c.id)
      where c.cid = any (?)
      order by r.id
      for no key update of r
      """;

  private Customers() {}

  /**
   * The customers of these pseudonyms, known or new, locked until the transaction ends. Call it
   * before writing any fact, once in a transaction: everyone locks in the same order, so that
   * nobody waits in a circle.
   */
  public static Map<String, Customer> lock(Connection connection, Collection<String> cids)
      throws SQLException {
    CustomerLock.shared(connection);
    ensure(connection, cids);
    Map<String, Customer> customers = HashMap.newHashMap(cids.size());
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          customers.put(rows.getString(1), new Customer(rows.getLong(2)));
        }
      }
    }
    return customers;
  }

  /** Gives every pseudonym a row. */
  static void ensure(Connection connection, Collection<String> cids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setArray(1, connection.createArrayOf("text", new TreeSet<>(cids).toArray()));
      statement.executeUpdate();
    }
  }
}
