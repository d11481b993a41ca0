package dev.parallax.local.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The server process that a data folder's {@code postmaster.pid} names, if it still runs. */
final class Postmaster {

  private static final String PID_FILE = "postmaster.pid";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Postmaster() {}

  /**
   * The running server of this data folder. A pid that now belongs to some other program does not
   * count.
   */
  static Optional<ProcessHandle> of(Path data) throws IOException {
    Path file = data.resolve(PID_FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d+")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(Postmaster::isPostgres);
  }

  /**
   * Makes a data folder ready to be started after a crash of whoever ran it: ends a server that was
   * left over, and removes a pid file whose process is gone (PostgreSQL would refuse to start if
   * the pid had been reused).
   */
  static void clear(Path data) throws IOException {
    Optional<ProcessHandle> running = of(data);
    if (running.isPresent()) {
      stop(running.get());
    }
    Files.deleteIfExists(data.resolve(PID_FILE));
  }

  /**
   * Fast shutdown (open transactions are rolled back, nothing committed is lost), then by force.
   */
  static void stop(ProcessHandle server) throws IOException {
    signal(server, "INT");
    if (!ended(server, PATIENCE)) {
      signal(server, "QUIT");
      ended(server, PATIENCE);
    }
  }

  /**
   * Waits for the end of a process that is not our child. Asking for its executable tells a zombie,
   * which an idle init may keep for long, from a server that runs; {@code onExit} does not.
   */
  static boolean ended(ProcessHandle server, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (isPostgres(server)) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return true;
  }

  private static void signal(ProcessHandle server, String signal) throws IOException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .onExit()
        .join();
  }

  static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.endsWith("/postgres")).orElse(false);
  }
}
