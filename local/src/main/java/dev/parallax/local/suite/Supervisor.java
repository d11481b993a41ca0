package dev.parallax.local.suite;

import dev.parallax.local.home.Home;
import dev.parallax.local.postgres.Databases;
import dev.parallax.local.process.ProcessId;
import dev.parallax.local.secrets.Secrets;
import dev.parallax.local.secrets.SecretsFile;
import dev.parallax.local.suite.SuiteState.Phase;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * Starts the suite in the order of its dependencies, watches it, and ends it in the reverse order.
 * Everything it knows goes to the state file, where {@code up}, {@code status} and {@code down}
 * read it.
 */
final class Supervisor {

  private final Home home;
  private final Clock clock;
  private final Set<String> only;
  private final CompletableFuture<Void> stopRequested = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<String> notices = new ArrayList<>();
  private final List<List<Child>> groups = new ArrayList<>();
  private final Instant since;

  private Phase phase = Phase.STARTING;
  private String failure = "";
  private String guilty = "";

  /**
   * @param only names of the processes to start, or empty for all
   */
  Supervisor(Home home, Clock clock, Set<String> only) {
    this.home = home;
    this.clock = clock;
    this.only = Set.copyOf(only);
    this.since = clock.instant();
  }

  /**
   * Runs the suite until it is told to stop.
   *
   * @return whether it was ready; false when a process could not be started
   * @throws IOException when there is another supervisor, or the home cannot be written
   */
  boolean run() throws IOException {
    try (FileLock lock = StateFile.lock(home)) {
      if (!lock.isValid()) {
        throw new IOException("lost the lock on " + home.lock());
      }
      StateFile.read(home).ifPresent(Leftovers::clear);
      return supervise();
    } finally {
      stopped.countDown();
    }
  }

  /** Asks for the end, and returns when everything has ended. */
  void stop() {
    stopRequested.complete(null);
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean supervise() throws IOException {
    try {
      start();
      if (!stopRequested.isDone()) {
        enter(Phase.READY);
      }
      stopRequested.join();
      return true;
    } catch (StartFailure e) {
      failure = e.getMessage();
      guilty = e.process();
      return stopRequested.isDone();
    } finally {
      end();
    }
  }

  private void start() throws IOException, StartFailure {
    Secrets secrets = SecretsFile.readOrCreate(home, Service.databases());
    SuitePorts ports = SuitePorts.choose(home.portOffset(), notices::add);
    SuiteLayout layout = new SuiteLayout(home, secrets, ports);
    List<Child> infrastructure = children(Stream.of(layout.kafka(), layout.postgres()));
    List<Child> services =
        children(
            Stream.of(Service.values()).filter(s -> s != Service.CONSOLE).map(layout::service));
    List<Child> console = children(Stream.of(layout.service(Service.CONSOLE)));
    groups.addAll(List.of(infrastructure, services, console));
    requireJars();
    // The first one by hand: who starts the suite learns everything from the state file, so it must
    // be writable.
    StateFile.write(home, state());

    begin(infrastructure);
    if (infrastructure.stream().anyMatch(child -> child.name().equals(SuiteLayout.POSTGRES))) {
      prepareDatabases(secrets, ports);
    }
    // The console needs nobody to start: its health does not depend on the services', so it starts
    // beside them.
    List<Child> quarkus = new ArrayList<>(services);
    quarkus.addAll(console);
    begin(quarkus);
  }

  private List<Child> children(Stream<ProcessSpec> specs) {
    return specs
        .filter(spec -> only.isEmpty() || only.contains(spec.name()))
        .map(spec -> new Child(spec, home.log(spec.name()), clock, state -> publish()))
        .toList();
  }

  private void requireJars() throws StartFailure {
    for (Service service : Service.values()) {
      boolean wanted = only.isEmpty() || only.contains(service.label());
      if (wanted && !Files.exists(service.jar(home.root()))) {
        throw new StartFailure(
            service.label(),
            "is not built: there is no " + home.root().relativize(service.jar(home.root())));
      }
    }
  }

  private static void prepareDatabases(Secrets secrets, SuitePorts ports) throws StartFailure {
    try {
      Databases.prepare(
          ports.jdbcUrl("postgres"), secrets.postgresPassword(), secrets.databasePasswords());
    } catch (SQLException e) {
      throw new StartFailure(
          SuiteLayout.POSTGRES, "refused to make the databases: " + e.getMessage());
    }
  }

  /** Starts a group and waits until all are ready, one has failed, or the end is asked for. */
  private void begin(List<Child> group) throws StartFailure {
    if (stopRequested.isDone()) {
      return;
    }
    CompletableFuture<Void> failed = new CompletableFuture<>();
    CompletableFuture<?>[] ready =
        group.stream()
            .map(
                child ->
                    child
                        .start()
                        .whenComplete(
                            (ok, e) -> {
                              if (e != null) {
                                failed.completeExceptionally(
                                    new StartFailure(child.name(), child.state().note()));
                              }
                            }))
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.anyOf(CompletableFuture.allOf(ready), failed, stopRequested).join();
    } catch (CompletionException e) {
      if (failed.isCompletedExceptionally()
          && failed.exceptionNow() instanceof StartFailure cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void end() throws IOException {
    enter(Phase.STOPPING);
    for (List<Child> group : groups.reversed()) {
      List<Thread> stopping =
          group.stream()
              .map(child -> Thread.ofPlatform().name("stop-" + child.name()).start(child::stop))
              .toList();
      for (Thread thread : stopping) {
        join(thread);
      }
    }
    enter(failure.isEmpty() ? Phase.STOPPED : Phase.FAILED);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void enter(Phase next) {
    phase = next;
    publish();
  }

  private SuiteState state() {
    List<ProcessState> processes = groups.stream().flatMap(List::stream).map(Child::state).toList();
    return new SuiteState(
        phase, ProcessId.of(ProcessHandle.current()), since, notices, failure, guilty, processes);
  }

  private synchronized void publish() {
    try {
      StateFile.write(home, state());
    } catch (IOException e) {
      System.err.println("cannot write " + home.state() + ": " + e.getMessage());
    }
  }

  /** A process could not be started. */
  private static final class StartFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String process;

    StartFailure(String process, String what) {
      super(process + " " + what);
      this.process = process;
    }

    String process() {
      return process;
    }
  }
}
