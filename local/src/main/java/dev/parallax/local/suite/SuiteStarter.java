package dev.parallax.local.suite;

import static java.util.stream.Collectors.joining;

import dev.parallax.local.home.Home;
import dev.parallax.local.process.ProcessId;
import dev.parallax.local.process.Sessions;
import dev.parallax.local.suite.SuiteState.Phase;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings the suite up in the background and takes it down, from a process that itself goes away.
 */
public final class SuiteStarter {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration START_LIMIT = Duration.ofMinutes(6);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(150);

  private final Home home;
  private final PrintWriter out;

  /**
   * @param home whose suite
   * @param out takes lines for a person
   */
  public SuiteStarter(Home home, PrintWriter out) {
    this.home = home;
    this.out = out;
  }

  /**
   * Returns when the suite is ready, having started it if nobody had. While it starts, the end of
   * this process (Ctrl-C) is the end of the suite.
   *
   * @param only names of the processes to start, or empty for all
   * @return its state, with all of the wanted processes; or empty when it could not be started or
   *     runs without some of them, which has been explained
   */
  public Optional<SuiteState> up(Set<String> only) throws IOException {
    Optional<SuiteState> living = StateFile.ofLiving(home).filter(s -> s.phase() != Phase.STOPPING);
    List<String> missing = living.map(state -> missing(state, only)).orElse(List.of());
    if (!missing.isEmpty()) {
      explainMissing(living.get(), missing);
      return Optional.empty();
    }
    if (living.isPresent() && living.get().phase() == Phase.READY) {
      out.println("The suite is already up.");
      new StartReport(out).addresses(living.get());
      return living;
    }
    ProcessId supervisor;
    if (living.isPresent()) {
      out.println("The suite is already being started.");
      supervisor = living.get().supervisor();
    } else {
      supervisor = launch(only);
    }
    Thread interrupted = Thread.ofPlatform().unstarted(() -> supervisor.end(STOP_LIMIT));
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      return follow(supervisor);
    } finally {
      unhook(interrupted);
    }
  }

  /** Whether somebody has started it, be it ready or not. */
  public boolean isUp() throws IOException {
    return StateFile.ofLiving(home).isPresent();
  }

  /** Ends the suite; false when there was none. */
  public boolean down() throws IOException {
    Optional<SuiteState> last = StateFile.read(home);
    Optional<SuiteState> living = StateFile.ofLiving(home);
    if (living.isPresent()) {
      out.println("Stopping " + living.get().processes().size() + " processes ...");
      out.flush();
      living.get().supervisor().end(STOP_LIMIT);
      StateFile.read(home).ifPresent(Leftovers::clear);
      return true;
    }
    boolean orphans =
        last.stream()
            .flatMap(s -> s.processes().stream())
            .anyMatch(p -> p.id() != null && p.id().alive().isPresent());
    if (orphans) {
      out.println("The supervisor was killed; ending what it left behind ...");
      out.flush();
      Leftovers.clear(last.get());
    }
    return orphans;
  }

  private ProcessId launch(Set<String> only) throws IOException {
    home.portOffset(); // refused here, in words, rather than in the supervisor's log
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Sessions.java(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dparallax.root=" + home.root(),
            "-cp",
            OwnCode.classPath(home),
            SupervisorMain.class.getName()));
    command.addAll(only);
    ProcessId id = ProcessId.of(Sessions.startDetached(command, home.log("supervisor")).toHandle());
    out.println("Starting the suite (data and logs in " + home.folder() + "):");
    out.flush();
    return id;
  }

  private Optional<SuiteState> follow(ProcessId supervisor) throws IOException {
    StartReport report = new StartReport(out);
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() - end < 0) {
      boolean alive = supervisor.alive().isPresent();
      Optional<SuiteState> state =
          StateFile.read(home).filter(s -> s.supervisor().pid() == supervisor.pid());
      state.ifPresent(report::show);
      Phase phase = state.map(SuiteState::phase).orElse(Phase.STARTING);
      if (phase == Phase.READY) {
        report.addresses(state.orElseThrow());
        return state;
      }
      if (phase == Phase.FAILED || !alive) {
        explain(report, state);
        return Optional.empty();
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    out.println(
        "The suite was not ready within " + START_LIMIT.toMinutes() + " minutes; stopping it.");
    supervisor.end(STOP_LIMIT);
    return Optional.empty();
  }

  /** Wanted processes that a suite was started without. */
  private static List<String> missing(SuiteState living, Set<String> only) {
    return SuitePorts.processes().stream()
        .filter(name -> only.isEmpty() || only.contains(name))
        .filter(name -> living.process(name).isEmpty())
        .toList();
  }

  private void explainMissing(SuiteState living, List<String> missing) {
    out.println(
        "The suite is up without "
            + String.join(", ", missing)
            + ": it was started with "
            + living.processes().stream().map(ProcessState::name).collect(joining(", "))
            + " only.");
    out.println(
        "./parallax down ends it and keeps its data; then the same command starts the rest.");
    out.flush();
  }

  private void explain(StartReport report, Optional<SuiteState> state) throws IOException {
    if (state.isPresent() && state.get().phase() == Phase.FAILED) {
      report.failure(state.get(), home);
      return;
    }
    out.println(
        "The supervisor ended before the suite was ready; its last words ("
            + home.log("supervisor")
            + "):");
    StartReport.tail(home.log("supervisor"), 10).forEach(line -> out.println("  | " + line));
    out.flush();
  }

  private static void unhook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // it runs already: this process was told to end
    }
  }
}
