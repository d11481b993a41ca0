package dev.parallax.experience.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was applied, in the transaction that applies it. */
public final class Intake {
  private static final String ADD =
      """
      insert into intake (name, n) values (?, ?)
      on conflict (name) do update set n = intake.n + excluded.n
      """;

  private Intake() {}

  /** Call it last: the row is locked until the transaction ends. */
  public static void add(Connection connection, String name, long n) throws SQLException {
    if (n == 0) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, name);
      statement.setLong(2, n);
      statement.executeUpdate();
    }
  }

  /** All counts by name. */
  public static Map<String, Long> all(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select name, n from intake");
        ResultSet rows = statement.executeQuery()) {
      Map<String, Long> counts = new TreeMap<>();
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
      return counts;
    }
  }
}
