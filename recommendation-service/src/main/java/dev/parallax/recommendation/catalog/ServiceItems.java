package dev.parallax.recommendation.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** What is no product, such as postage: it goes with everything, and nothing is learned of it. */
public final class ServiceItems {
  private ServiceItems() {}

  /** Their ids, as the connection's transaction sees them. */
  public static Set<String> ids(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select item_id from item where not product");
        ResultSet row = statement.executeQuery()) {
      Set<String> ids = new HashSet<>();
      while (row.next()) {
        ids.add(row.getString(1));
      }
      return ids;
    }
  }
}
