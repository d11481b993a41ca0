package dev.parallax.local.postgres;

import dev.parallax.local.process.ParentWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs a real PostgreSQL until it is told to stop, and says {@code READY
 * jdbc:postgresql://localhost:PORT/postgres} once it accepts connections.
 */
@Command(
    name = "PostgresMain",
    mixinStandardHelpOptions = true,
    description =
        "Runs a PostgreSQL server on this machine until SIGTERM. The superuser is 'postgres'.")
public final class PostgresMain implements Callable<Integer> {

  /**
   * The environment variable that holds the superuser's password; without it the superuser needs
   * none.
   */
  public static final String PASSWORD = "PARALLAX_POSTGRES_PASSWORD";

  @Option(names = "--data", required = true, description = "data folder; kept between runs")
  private Path data;

  @Option(names = "--port", required = true, description = "port on 127.0.0.1")
  private int port;

  @Option(names = "--log", description = "file at whose end the server writes what it has to say")
  private Path log;

  @Option(
      names = "--durable",
      description = "flush every commit to disk, so that it survives a crash of the machine too")
  private boolean durable;

  @Option(names = "--exit-with-parent", description = "stop when standard input is at its end")
  private boolean exitWithParent;

  private PostgresMain() {}

  /**
   * Starts the server and returns only when it has stopped.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new PostgresMain()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Optional<String> password =
        Optional.ofNullable(System.getenv(PASSWORD)).filter(p -> !p.isBlank());
    Path folder = data.toAbsolutePath();
    // Before the start, so that a stop in the middle of it leaves no server behind either.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(folder)));
    if (exitWithParent) {
      ParentWatch.exitWithParent();
    }
    PostgresServer server =
        PostgresServer.start(
            new PostgresServer.Settings(
                folder,
                port,
                password,
                Optional.ofNullable(log).map(Path::toAbsolutePath),
                durable));
    System.out.println("READY jdbc:postgresql://localhost:" + port + "/postgres");
    server.awaitEnd();
    return 1;
  }

  /**
   * The server process of a data folder, if one runs. It is no child of the process that started
   * it.
   */
  public static Optional<ProcessHandle> server(Path data) {
    try {
      return Postmaster.of(data);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static void stop(Path folder) {
    try {
      Postmaster.clear(folder);
    } catch (IOException e) {
      System.err.println("PostgreSQL did not stop cleanly: " + e.getMessage());
    }
  }
}
