package dev.parallax.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parallax.local.process.Ports;
import dev.parallax.local.process.StartedMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresComponentTest {

  private static final Map<String, String> PASSWORD =
      Map.of(PostgresMain.PASSWORD, "super secret' one");

  @TempDir Path data;
  @TempDir Path logs;
  private Path log;
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    log = logs.resolve("postgres.log");
    port = new Ports().take(ThreadLocalRandom.current().nextInt(21_000, 28_000));
  }

  @Test
  void aRoleEntersItsOwnDatabaseAndNoOther() throws Exception {
    try (StartedMain server = start(PASSWORD)) {
      assertThat(server.handle().isAlive()).isTrue();
      Map<String, String> roles = Map.of("ingestion", "one", "fraud", "two");
      Databases.prepare(url("postgres"), PASSWORD.get(PostgresMain.PASSWORD), roles);
      Databases.prepare(url("postgres"), PASSWORD.get(PostgresMain.PASSWORD), roles);

      execute("fraud", "fraud", "two", "CREATE TABLE decisions (id text)");
      for (String foreign : new String[] {"ingestion", "postgres", "template1"}) {
        assertThatThrownBy(() -> connect(foreign, "fraud", "two").close())
            .as("fraud in " + foreign)
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("permission denied for database");
      }
      assertThatThrownBy(() -> connect("fraud", "fraud", "one").close())
          .as("with another's password")
          .hasMessageContaining("password authentication failed");
      assertThatThrownBy(() -> connect("postgres", "postgres", "guess").close())
          .as("as superuser with a guess")
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void theLogSaysWhyTheServerDidNotStart() throws Exception {
    Files.writeString(data.resolve("stray"), "initdb wants an empty folder");

    assertThatThrownBy(() -> start(Map.of()).close()).hasMessageContaining("ended before");

    assertThat(log).content().contains("exists but is not empty");
  }

  /** Neither what was asked for nor what the server says of it: both hold what customers said. */
  @Test
  void theLogHoldsNothingOfTheStatementsThatFailed() throws Exception {
    try (StartedMain server = start(Map.of())) {
      assertThat(server.handle().isAlive()).isTrue();
      String insert = "INSERT INTO customers VALUES ('ann@example.org')";
      execute("postgres", "postgres", "", "CREATE TABLE customers (email text PRIMARY KEY)");
      execute("postgres", "postgres", "", insert);
      assertThatThrownBy(() -> execute("postgres", "postgres", "", insert))
          .hasMessageContaining("duplicate key");
      try (Connection connection = connect("postgres", "postgres", "");
          PreparedStatement asked = connection.prepareStatement("SELECT cast(? AS text)::int")) {
        asked.setString(1, "ann@example.org");
        assertThatThrownBy(asked::executeQuery).hasMessageContaining("ann@example.org");
      }
    }
    assertThat(log)
        .content()
        .contains("database system is ready", "database system is shut down")
        .doesNotContain("ann@example.org", "customers", "duplicate");
  }

  @Test
  void whatWasCommittedIsThereAfterTheServerIsKilled() throws Exception {
    try (StartedMain main = start(Map.of())) {
      execute(
          "postgres", "postgres", "", "CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)");
      ProcessHandle server = PostgresMain.server(data).orElseThrow();
      server.destroyForcibly();
      await("its runner notices")
          .atMost(Duration.ofSeconds(10))
          .until(() -> !main.handle().isAlive());
    }
    try (StartedMain again = start(Map.of())) {
      assertThat(again.handle().isAlive()).isTrue();
      assertThat(first("SELECT id FROM kept")).isEqualTo(42);
    }
  }

  @Test
  void theServerEndsWithItsRunnerHoweverThatEnds() throws Exception {
    StartedMain killed = start(Map.of());
    execute("postgres", "postgres", "", "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)");
    killed.kill();
    awaitNoServer();
    StartedMain stopped = start(Map.of());
    assertThat(first("SELECT id FROM kept")).isEqualTo(7);
    stopped.close();
    awaitNoServer();
  }

  private void awaitNoServer() {
    await("no orphan")
        .atMost(Duration.ofSeconds(10))
        .until(() -> PostgresMain.server(data).isEmpty());
  }

  private StartedMain start(Map<String, String> environment) throws IOException {
    return StartedMain.ready(
        PostgresMain.class,
        environment,
        "--data",
        data.toString(),
        "--port",
        Integer.toString(port),
        "--log",
        log.toString(),
        "--exit-with-parent");
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private Connection connect(String database, String user, String password) throws SQLException {
    return DriverManager.getConnection(url(database), user, password);
  }

  private void execute(String database, String user, String password, String sql)
      throws SQLException {
    try (Connection connection = connect(database, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int first(String query) throws SQLException {
    try (Connection connection = connect("postgres", "postgres", "");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      assertThat(result.next()).isTrue();
      return result.getInt(1);
    }
  }
}
