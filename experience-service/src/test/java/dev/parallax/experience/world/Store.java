package dev.parallax.experience.world;

import dev.parallax.kit.testing.RealPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A test's own look into the service's database. */
public final class Store {
  private Store() {}

  /**
   * Forgets all facts. What was taken in stays counted: that only ever grows, and the service
   * relies on it.
   */
  public static void clear() {
    run(
        "truncate customer_order, activity, voice, visit, reach, interest, need_part, need_stale, subject,"
            + " page_visit, friction, page, friction_cause,"
            + " segment, catalog_item, erased_customer,"
            + " reading_hour, customer cascade");
  }

  public static long number(String sql) {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every table with such a column. */
  public static List<String> tablesOf(String column) {
    try (Connection connection = connection();
        ResultSet columns = connection.getMetaData().getColumns(null, "public", "%", column)) {
      List<String> tables = new ArrayList<>();
      while (columns.next()) {
        tables.add(columns.getString("TABLE_NAME"));
      }
      return tables;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(String sql) {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connection() throws SQLException {
    return DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
  }
}
