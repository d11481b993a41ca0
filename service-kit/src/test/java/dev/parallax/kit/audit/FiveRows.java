package dev.parallax.kit.audit;

import static io.restassured.RestAssured.given;

import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.TestTokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Five rows in the audit log, and afterwards it is as it was. */
abstract class FiveRows {
  @Inject Audit audit;

  long first;

  /** Five rows from {@code first} on, and a copy of how it was. */
  @BeforeEach
  void fiveRows() throws SQLException {
    for (int i = 0; i < 5; i++) {
      audit.record("thing-done", "thing-" + i, Map.of("i", i, "share", new BigDecimal("1.50")));
    }
    first = number("select max(seq) - 4 from audit");
    tamper("create table audit_before as table audit");
    tamper("create table audit_head_before as table audit_head");
  }

  @AfterEach
  void asItWas() throws SQLException {
    tamper("delete from audit");
    tamper("insert into audit table audit_before");
    tamper("delete from audit_head");
    tamper("insert into audit_head table audit_head_before");
    tamper("drop table audit_before, audit_head_before");
  }

  static ValidatableResponse list(Object... parameters) {
    return ask("/v1/audit", parameters);
  }

  static ValidatableResponse verify(Object... parameters) {
    return ask("/v1/audit/verify", parameters);
  }

  static ValidatableResponse ask(String path, Object... parameters) {
    var request = asOfficer();
    for (int i = 0; i < parameters.length; i += 2) {
      request.queryParam((String) parameters[i], parameters[i + 1]);
    }
    return request.get(path).then().statusCode(200);
  }

  static RequestSpecification asOfficer() {
    return given().header("Authorization", TestTokens.bearer("privacy-officer"));
  }

  /** With the triggers out of the way, as a superuser can have them. */
  static void tamper(String sql) throws SQLException {
    execute("set session_replication_role = replica; " + sql);
  }

  static void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static long number(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  static Connection connection() throws SQLException {
    return DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
  }
}
