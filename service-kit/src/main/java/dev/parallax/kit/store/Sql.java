package dev.parallax.kit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Plain SQL within the current transaction, for what goes over the border in batches. */
public final class Sql {
  private Sql() {}

  /** Work with a connection that may fail. */
  @FunctionalInterface
  public interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /** Makes something of the current row. */
  @FunctionalInterface
  public interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Work without an answer. */
  @FunctionalInterface
  public interface Action {
    void with(Connection connection) throws SQLException;
  }

  /**
   * @throws StoreException wrapping any {@link SQLException}
   */
  public static <T> T call(DataSource source, Work<T> work) {
    try (Connection connection = source.getConnection()) {
      return work.with(connection);
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  /**
   * All rows of a query, which says itself how many there may be.
   *
   * @param parameters in the order of the question marks
   * @throws StoreException wrapping any {@link SQLException}
   */
  public static <T> List<T> list(DataSource source, Row<T> row, String sql, Object... parameters) {
    return call(
        source,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            List<T> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                all.add(row.of(rows));
              }
            }
            return all;
          }
        });
  }

  /**
   * One statement that changes rows.
   *
   * @param parameters in the order of the question marks
   * @return how many rows
   * @throws StoreException wrapping any {@link SQLException}
   */
  public static int update(DataSource source, String sql, Object... parameters) {
    return call(
        source,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            return statement.executeUpdate();
          }
        });
  }

  private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  /**
   * @throws StoreException wrapping any {@link SQLException}
   */
  public static void run(DataSource source, Action action) {
    call(
        source,
        connection -> {
          action.with(connection);
          return null;
        });
  }
}
