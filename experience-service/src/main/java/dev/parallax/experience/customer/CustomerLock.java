package dev.parallax.experience.customer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Keeps who is who as it is while facts are written. Writers of facts share it; merges, erasures
 * and changes of consent or segment take it alone. Held until the transaction ends.
 */
final class CustomerLock {
  private static final long KEY = 0x7061_7261_6c6c_6178L;

  private CustomerLock() {}

  static void shared(Connection connection) throws SQLException {
    take(connection, "select pg_advisory_xact_lock_shared(?)");
  }

  static void exclusive(Connection connection) throws SQLException {
    take(connection, "select pg_advisory_xact_lock(?)");
  }

  private static void take(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, KEY);
      statement.execute();
    }
  }
}
