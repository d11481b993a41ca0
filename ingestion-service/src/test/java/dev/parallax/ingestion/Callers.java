package dev.parallax.ingestion;

import static io.restassured.RestAssured.given;

import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.TestTokens;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.GZIPOutputStream;

/** Who calls the service in tests, and a look into its store. */
public final class Callers {
  private Callers() {}

  /** The source {@code shop}. */
  public static RequestSpecification shop() {
    return given()
        .auth()
        .preemptive()
        .basic(IngestionSettings.WRITE_KEY, "")
        .contentType("application/json");
  }

  /** A person with a role. */
  public static RequestSpecification staff(String role) {
    return given().header("Authorization", TestTokens.bearer(role));
  }

  /** JSON that is easier to read in Java: with apostrophes, and its parts filled in. */
  public static String json(String text, Object... parts) {
    return (parts.length == 0 ? text : text.formatted(parts)).replace('\'', '"');
  }

  public static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  /** The first column of the first row. */
  public static String query(String sql, Object... parameters) {
    try (Connection connection =
            DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void update(String sql, Object... parameters) {
    try (Connection connection =
            DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
