package dev.parallax.local.suite;

import dev.parallax.local.home.Home;
import dev.parallax.local.suite.ProcessState.Phase;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells a person how a start goes, one line per thing that happened, whatever the order of the
 * news.
 */
final class StartReport {

  private static final int TAIL = 25;

  private final PrintWriter out;
  private final Set<String> said = new HashSet<>();

  StartReport(PrintWriter out) {
    this.out = out;
  }

  /** Prints what is new in this state. */
  void show(SuiteState state) {
    state.notices().forEach(this::once);
    for (ProcessState process : state.processes()) {
      if (process.phase() == Phase.STARTING) {
        once("  %-15s starting".formatted(process.name()));
      } else if (process.phase() == Phase.READY) {
        once("  %-15s starting".formatted(process.name()));
        once(
            String.format(
                Locale.ROOT,
                "  %-15s ready on port %d after %.1f s",
                process.name(),
                process.port(),
                process.startMillis() / 1000.0));
      }
    }
    out.flush();
  }

  private void once(String line) {
    if (said.add(line)) {
      out.println(line);
    }
  }

  /** Prints where the suite can be reached. */
  void addresses(SuiteState state) {
    out.println();
    state
        .address(Service.CONSOLE.label())
        .ifPresent(
            uri -> {
              out.println("Pages and the whole API: " + uri);
              out.println("A token for them:        ./parallax token admin");
            });
    state
        .process(SuiteLayout.KAFKA)
        .ifPresent(p -> out.println("Kafka:                   127.0.0.1:" + p.port()));
    state
        .process(SuiteLayout.POSTGRES)
        .ifPresent(p -> out.println("PostgreSQL:              127.0.0.1:" + p.port()));
    out.println("How it goes:             ./parallax status");
    out.flush();
  }

  /** Prints why a start was given up, with the last lines of the log that tells. */
  void failure(SuiteState state, Home home) throws IOException {
    out.println(
        "The start failed: " + state.failure() + ". Everything that was started has ended.");
    Path log = home.log(state.guilty().isEmpty() ? "supervisor" : state.guilty());
    if (Files.exists(log)) {
      out.println("The last lines of " + log + ":");
      tail(log, TAIL).forEach(line -> out.println("  | " + line));
    }
    out.flush();
  }

  /** The last lines of a text file. The files are small: logs are rotated. */
  static List<String> tail(Path file, int lines) throws IOException {
    List<String> all = Files.readString(file, StandardCharsets.UTF_8).lines().toList();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }
}
