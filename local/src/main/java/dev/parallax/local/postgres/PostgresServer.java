package dev.parallax.local.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A real PostgreSQL on a data folder that is kept.
 *
 * <p>The server is told to stop with whoever runs it, even if that is killed: a guardian shell
 * waits on a pipe of this process and stops the server when the pipe closes.
 */
final class PostgresServer {

  /**
   * How the server is started.
   *
   * @param data the data folder; made when absent
   * @param port the port on 127.0.0.1
   * @param password the superuser's password; when empty (tests), the superuser needs none, other
   *     roles still do
   * @param log takes what initdb and the server say, at its end; when empty (tests), nothing does
   * @param durable whether commits reach the disk; without, they survive a crash of the server but
   *     not of the machine
   */
  record Settings(
      Path data, int port, Optional<String> password, Optional<Path> log, boolean durable) {

    Settings {
      Objects.requireNonNull(data, "data");
      Objects.requireNonNull(password, "password");
      Objects.requireNonNull(log, "log");
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port must be in 1..65535, was " + port);
      }
    }
  }

  private static final String SUPERUSER = "postgres";
  private static final Duration START = Duration.ofSeconds(60);

  /**
   * Taken as it is needed. With less, a shop of 100,000 customers is read from the system's cache
   * page by page for each of their lists.
   */
  private static final String BUFFERS = "256MB";

  private final ProcessHandle postmaster;
  private final Process guardian;

  private PostgresServer(ProcessHandle postmaster, Process guardian) {
    this.postmaster = postmaster;
    this.guardian = guardian;
  }

  /** Starts the server and returns when it accepts connections. */
  static PostgresServer start(Settings settings) throws IOException, SQLException {
    Postmaster.clear(settings.data());
    boolean fresh = !Files.exists(settings.data().resolve("postgresql.conf"));
    // A fresh server has no password yet: it listens on a socket of its own for the moment in which
    // it is set.
    if (fresh && settings.password().isPresent()) {
      setPassword(settings);
    }
    launch(settings, settings.password().isPresent());
    ProcessHandle postmaster =
        Postmaster.of(settings.data())
            .orElseThrow(() -> new IOException("PostgreSQL ended right after its start"));
    return new PostgresServer(postmaster, guard(postmaster));
  }

  private static void setPassword(Settings settings) throws IOException, SQLException {
    try (EmbeddedPostgres open = launch(settings, false);
        Connection connection = open.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "ALTER ROLE postgres PASSWORD "
              + statement.enquoteLiteral(settings.password().orElseThrow()));
    }
  }

  private static EmbeddedPostgres launch(Settings settings, boolean closed) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(settings.data())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPort(settings.port())
            .setPGStartupWait(START)
            .setOutputRedirector(
                settings.log().map(log -> Redirect.appendTo(log.toFile())).orElse(Redirect.DISCARD))
            .setLocaleConfig("locale", "C.UTF-8")
            .setDataDirectoryCustomizer(data -> writeAccess(data.toPath(), closed))
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "''")
            .setServerConfig("password_encryption", "scram-sha-256")
            .setServerConfig("fsync", settings.durable() ? "on" : "off")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("shared_buffers", BUFFERS)
            .setServerConfig("max_wal_size", "512MB")
            .setServerConfig("max_connections", "100");
    sayNothingOfStatements(builder);
    settings.password().filter(p -> closed).ifPresent(p -> builder.setConnectConfig("password", p));
    return builder.start();
  }

  /**
   * The log is about the server's life: why it did not start, crashed or let someone not in.
   * Statements are refused every day, and what PostgreSQL says of them (the message, the statement,
   * the key that exists already) holds customers' data; the service that sent one tells of it
   * without. In this order of levels LOG is above ERROR. Without checkpoints, which come every few
   * minutes, the log hardly grows while the server runs; when it starts, a long one is set aside.
   */
  private static void sayNothingOfStatements(EmbeddedPostgres.Builder builder) {
    builder
        .setServerConfig("log_min_messages", "log")
        .setServerConfig("log_min_error_statement", "panic")
        .setServerConfig("log_parameter_max_length_on_error", "0")
        .setServerConfig("log_error_verbosity", "terse")
        .setServerConfig("log_statement", "none")
        .setServerConfig("log_checkpoints", "off")
        .setServerConfig("checkpoint_warning", "0");
  }

  /** Who may connect: everybody by password, except the superuser of a server without one. */
  private static void writeAccess(Path data, boolean closed) {
    String superuser = closed ? "scram-sha-256" : "trust";
    String rules =
        "host all "
            + SUPERUSER
            + " 127.0.0.1/32 "
            + superuser
            + "\nhost all all 127.0.0.1/32 scram-sha-256\n";
    try {
      Files.writeString(data.resolve("pg_hba.conf"), rules, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A shell that outlives this process just long enough to stop the server when this process is
   * killed.
   */
  private static Process guard(ProcessHandle postmaster) throws IOException {
    String script = "trap '' INT TERM HUP; read -r _; kill -INT \"$0\" 2>/dev/null";
    return new ProcessBuilder("sh", "-c", script, Long.toString(postmaster.pid()))
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  /** Ends when the server does, for whatever reason. */
  void awaitEnd() {
    while (!Postmaster.ended(postmaster, Duration.ofHours(1))) {
      // still serving
    }
    guardian.destroyForcibly();
  }
}
