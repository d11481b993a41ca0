package dev.parallax.experience.catalog;

import dev.parallax.experience.need.CatalogEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the catalog. */
public final class CatalogRows {
  private static final String ALL =
      """
      select item_id, name, category, product and available and not gone
      from catalog_item order by item_id
      """;

  private CatalogRows() {}

  /** Every item there is or was, by id; services and what is sold out are not offered. */
  public static List<CatalogEntry> all(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ALL);
        ResultSet rows = statement.executeQuery()) {
      List<CatalogEntry> entries = new ArrayList<>();
      while (rows.next()) {
        entries.add(
            new CatalogEntry(
                rows.getString(1), rows.getString(2), rows.getString(3), rows.getBoolean(4)));
      }
      return entries;
    }
  }
}
