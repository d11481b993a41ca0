package dev.parallax.ingestion.spool;

import dev.parallax.kit.testing.RealPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Keeps what waits in the spool. */
public final class HeldDrain {
  private HeldDrain() {}

  /** Nobody drains while it is open. */
  public static Connection hold() throws SQLException {
    Connection connection =
        DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(" + SpoolStore.DRAIN + ")");
    }
    return connection;
  }
}
