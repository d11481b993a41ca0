package dev.parallax.kit.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Plain SQL within the current transaction, for what goes over the border in batches. */
public final class Sql {
  private Sql() {}

  /** Work with a connection that may fail. */
  @FunctionalInterface
  public interface Work<T> {
    T with(Connection connection) throws SQLException;
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
