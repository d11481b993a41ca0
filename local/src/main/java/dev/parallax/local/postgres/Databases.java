package dev.parallax.local.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The databases of the suite: one per service, each with a role that can enter this one and no
 * other.
 */
public final class Databases {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private Databases() {}

  /**
   * Makes what is missing and sets the passwords; may be repeated.
   *
   * @param url the server's {@code postgres} database
   * @param superuserPassword of the role {@code postgres}
   * @param passwords password by name; the name is the role's and its database's
   * @throws SQLException when the server refuses
   */
  public static void prepare(String url, String superuserPassword, Map<String, String> passwords)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", superuserPassword);
        Statement statement = connection.createStatement()) {
      // Whoever may log in may enter a database whose CONNECT is PUBLIC's, which is how a new one
      // begins.
      statement.execute("REVOKE CONNECT ON DATABASE postgres FROM PUBLIC");
      statement.execute("REVOKE CONNECT ON DATABASE template1 FROM PUBLIC");
      for (Map.Entry<String, String> entry : passwords.entrySet()) {
        String name = requireName(entry.getKey());
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
          statement.execute("CREATE ROLE " + name + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE");
        }
        statement.execute(
            "ALTER ROLE " + name + " PASSWORD " + statement.enquoteLiteral(entry.getValue()));
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
          statement.execute("CREATE DATABASE " + name + " OWNER " + name);
        }
        statement.execute("REVOKE CONNECT, TEMPORARY ON DATABASE " + name + " FROM PUBLIC");
      }
    }
  }

  private static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a database's name must match " + NAME + ", was '" + name + "'");
    }
    return name;
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    }
  }
}
