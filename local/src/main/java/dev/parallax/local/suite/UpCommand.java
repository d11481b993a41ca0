package dev.parallax.local.suite;

import dev.parallax.local.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parallax up}. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description =
        "Starts Kafka, PostgreSQL, the five services and the console, and waits until they are ready.",
    footer = {
      "",
      "Data, logs and generated keys are kept in .parallax/ (or the folder that the environment variable",
      "PARALLAX_HOME names). A port that is taken is replaced by the next free one. Ctrl-C while it starts",
      "ends everything. Afterwards the suite goes on in the background until './parallax down'."
    })
public final class UpCommand implements Callable<Integer> {

  @Option(
      names = {"-f", "--foreground"},
      description = "stay until Ctrl-C or SIGTERM, and then end everything")
  private boolean foreground;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description =
          "start only these: kafka, postgres, ingestion, segmentation, recommendation, fraud, experience, console")
  private Set<String> only = Set.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Set<String> known = SuitePorts.processes();
    for (String name : only) {
      if (!known.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "There is no process '" + name + "'. There are: " + String.join(", ", known));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    return foreground
        ? stay(out)
        : new SuiteStarter(Home.current(), out).up(only).isPresent() ? 0 : 1;
  }

  private int stay(PrintWriter out) throws IOException {
    Home home = Home.current();
    if (StateFile.ofLiving(home).isPresent()) {
      out.println("The suite is already up; './parallax down' ends it.");
      return 1;
    }
    StartReport report = new StartReport(out);
    Thread reporter = Thread.ofPlatform().daemon().start(() -> show(home, report));
    boolean ready = SupervisorMain.supervise(home, only);
    reporter.interrupt();
    Optional<SuiteState> state = StateFile.read(home);
    if (!ready && state.isPresent()) {
      report.failure(state.get(), home);
    }
    return ready ? 0 : 1;
  }

  private static void show(Home home, StartReport report) {
    long self = ProcessHandle.current().pid();
    boolean addressed = false;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Optional<SuiteState> state = StateFile.read(home).filter(s -> s.supervisor().pid() == self);
        state.ifPresent(report::show);
        if (!addressed
            && state.map(SuiteState::phase).filter(p -> p == SuiteState.Phase.READY).isPresent()) {
          report.addresses(state.get());
          addressed = true;
        }
      } catch (IOException unreadable) {
        // the next look succeeds
      }
      LockSupport.parkNanos(100_000_000L);
    }
  }
}
