package dev.parallax.segmentation.customer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Sets rows as one array per column, for {@code unnest}. */
final class Columns<T> {
  private final Connection connection;
  private final PreparedStatement statement;
  private final List<T> rows;
  private int index;

  Columns(Connection connection, PreparedStatement statement, List<T> rows) {
    this.connection = connection;
    this.statement = statement;
    this.rows = rows;
  }

  /** The next parameter. */
  Columns<T> add(String type, Function<T, Object> of) throws SQLException {
    statement.setArray(++index, connection.createArrayOf(type, rows.stream().map(of).toArray()));
    return this;
  }
}
