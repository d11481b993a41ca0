package dev.parallax.local.suite;

import dev.parallax.local.home.Home;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.process.Memory;
import dev.parallax.local.suite.ProcessState.Phase;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parallax status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Tells how each process is: state, pid, port, uptime, restarts, memory.",
    footer = {
      "",
      "Exit code: 0 when all are ready, 1 when some are not, 3 when the suite is down."
    })
public final class StatusCommand implements Callable<Integer> {

  private static final int DOWN = 3;
  private static final double MEBIBYTE = 1024.0 * 1024.0;

  @Option(names = "--json", description = "as JSON, for programs")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Home home = Home.current();
    PrintWriter out = spec.commandLine().getOut();
    Optional<SuiteState> living = StateFile.ofLiving(home);
    if (living.isEmpty()) {
      out.println(
          json
              ? "{\"phase\":\"STOPPED\",\"processes\":[]}"
              : "The suite is down. './parallax up' starts it.");
      out.flush();
      return DOWN;
    }
    SuiteState state = living.get();
    List<ProcessReport> reports =
        state.processes().stream().map(p -> ProcessReport.of(p, home)).toList();
    if (json) {
      out.println(
          SuiteClient.JSON.writeValueAsString(
              new Report(state.phase(), state.supervisor().pid(), reports)));
    } else {
      print(out, state, reports);
    }
    out.flush();
    return reports.stream().allMatch(ProcessReport::ready) ? 0 : 1;
  }

  private static void print(PrintWriter out, SuiteState state, List<ProcessReport> reports) {
    out.printf(
        "%-15s %-11s %7s %6s %10s %9s %10s%n",
        "PROCESS", "STATE", "PID", "PORT", "FOR", "RESTARTS", "MEMORY");
    for (ProcessReport report : reports) {
      out.printf(
          Locale.ROOT,
          "%-15s %-11s %7s %6d %10s %9d %6.0f MiB  %s%n",
          report.name(),
          report.state(),
          report.pid() == 0 ? "-" : Long.toString(report.pid()),
          report.port(),
          age(Instant.parse(report.since())),
          report.restarts(),
          report.residentBytes() / MEBIBYTE,
          report.note());
    }
    long own = Memory.resident(state.supervisor().pid());
    long total = own + reports.stream().mapToLong(ProcessReport::residentBytes).sum();
    out.printf(
        Locale.ROOT,
        "%nTogether %.0f MiB, with the supervisor (pid %d).%n",
        total / MEBIBYTE,
        state.supervisor().pid());
  }

  private static String age(Instant since) {
    Duration age = Duration.between(since, Clock.systemUTC().instant());
    if (age.toHours() > 0) {
      return age.toHours() + " h " + age.toMinutesPart() + " min";
    }
    return age.toMinutes() > 0
        ? age.toMinutes() + " min " + age.toSecondsPart() + " s"
        : age.toSeconds() + " s";
  }

  /** The whole, for programs. */
  record Report(SuiteState.Phase phase, long supervisorPid, List<ProcessReport> processes) {}

  /** One process as it is at this moment. */
  record ProcessReport(
      String name,
      String state,
      long pid,
      int port,
      String since,
      int restarts,
      long residentBytes,
      String note) {

    static ProcessReport of(ProcessState process, Home home) {
      long pid = process.id() == null ? 0 : process.id().pid();
      long resident =
          process.id() == null
              ? 0
              : process
                  .id()
                  .alive()
                  .map(handle -> MemoryOf.process(process, handle, home))
                  .orElse(0L);
      boolean unwell =
          process.phase() == Phase.READY
              && isService(process.name())
              && !ReadinessProbe.answers(health(process.port()));
      return new ProcessReport(
          process.name(),
          unwell ? "unwell" : process.phase().name().toLowerCase(Locale.ROOT),
          pid,
          process.port(),
          process.since().toString(),
          process.restarts(),
          resident,
          unwell
              ? "its health check is not answered with 200: " + health(process.port())
              : process.note());
    }

    boolean ready() {
      return state.equals("ready");
    }

    private static boolean isService(String name) {
      return List.of(Service.values()).stream().anyMatch(service -> service.label().equals(name));
    }

    private static URI health(int port) {
      return URI.create("http://127.0.0.1:" + port + "/q/health/ready");
    }
  }
}
