package dev.parallax.local.suite;

import dev.parallax.local.process.Backoff;
import dev.parallax.local.process.ProcessId;
import dev.parallax.local.process.Sessions;
import dev.parallax.local.suite.ProcessState.Phase;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One process and its watcher: starts it, waits until it is ready, and starts it again with growing
 * pauses when it crashes. A process that was never ready is not tried again, since its first start
 * tells the user what is wrong.
 */
final class Child {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration HEALTHY = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final long LOG_LIMIT = 20L * 1024 * 1024;

  private final ProcessSpec spec;
  private final Path log;
  private final Clock clock;
  private final Consumer<ProcessState> listener;
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);

  private volatile Process process;
  private volatile ProcessState state;
  private Thread watcher;

  Child(ProcessSpec spec, Path log, Clock clock, Consumer<ProcessState> listener) {
    this.spec = spec;
    this.log = log;
    this.clock = clock;
    this.listener = listener;
    this.state =
        new ProcessState(spec.name(), Phase.WAITING, null, spec.port(), clock.instant(), 0, 0, "");
  }

  ProcessState state() {
    return state;
  }

  String name() {
    return spec.name();
  }

  /** Begins; the future ends when the process can be used, or fails with what went wrong. */
  CompletableFuture<Void> start() {
    watcher = Thread.ofPlatform().daemon().name("watch-" + spec.name()).start(this::watch);
    return firstReady;
  }

  /** Ends the process, gracefully and then by force, and returns when it is gone. */
  void stop() {
    stop.countDown();
    if (watcher == null) {
      become(Phase.STOPPED, "");
      return;
    }
    if (state.phase() != Phase.FAILED) {
      become(Phase.STOPPING, "");
    }
    Process running;
    synchronized (stop) {
      running = process; // What is being launched at this moment is launched by now, or never.
    }
    if (running != null) {
      running.destroy();
      if (!ended(running, GRACE)) {
        running.destroyForcibly();
        ended(running, GRACE);
      }
    }
    if (state.phase() != Phase.FAILED) {
      become(Phase.STOPPED, "");
    }
  }

  private void watch() {
    try {
      while (!stopping()) {
        if (!runOnce()) {
          return;
        }
      }
    } catch (IOException e) {
      fail("cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From start to end; false when it shall not be started again. */
  private boolean runOnce() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process started = launch();
    become(Phase.STARTING, "");
    boolean ready = new ReadinessProbe(spec, started, stop, log).await();
    if (ready) {
      long millis = (System.nanoTime() - begin) / 1_000_000;
      state =
          new ProcessState(
              spec.name(),
              Phase.READY,
              id(),
              spec.port(),
              clock.instant(),
              millis,
              state.restarts(),
              "");
      listener.accept(state);
      firstReady.complete(null);
      long readySince = System.nanoTime();
      started.waitFor();
      if (System.nanoTime() - readySince > HEALTHY.toNanos()) {
        backoff.reset();
      }
    } else if (started.isAlive() && !stopping()) {
      started.destroyForcibly().waitFor();
      return again("was not ready within " + spec.startLimit().toSeconds() + " s");
    }
    if (stopping()) {
      return false;
    }
    started.waitFor();
    return again("ended with exit code " + started.exitValue());
  }

  private boolean again(String what) throws InterruptedException {
    if (!firstReady.isDone()) {
      fail(what);
      return false;
    }
    Duration pause = backoff.next();
    state =
        new ProcessState(
            spec.name(),
            Phase.RESTARTING,
            null,
            spec.port(),
            clock.instant(),
            0,
            state.restarts() + 1,
            what + ", next try after " + pause.toMillis() / 1000.0 + " s");
    listener.accept(state);
    return !stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Process launch() throws IOException {
    rotate();
    ProcessBuilder builder = new ProcessBuilder(Sessions.apart(spec.command()));
    builder.environment().putAll(spec.environment());
    builder.redirectError(Redirect.appendTo(log.toFile()));
    if (spec.readiness() instanceof Readiness.Http) {
      builder.redirectOutput(Redirect.appendTo(log.toFile()));
    }
    synchronized (stop) {
      if (stopping()) {
        throw new IOException("the suite is being stopped");
      }
      process = builder.start();
    }
    return process;
  }

  private void rotate() throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void fail(String what) {
    if (stopping()) {
      return;
    }
    become(Phase.FAILED, what);
    firstReady.completeExceptionally(new IOException(spec.name() + " " + what));
  }

  private void become(Phase phase, String note) {
    state =
        new ProcessState(
            spec.name(),
            phase,
            id(),
            spec.port(),
            clock.instant(),
            state.startMillis(),
            state.restarts(),
            note);
    listener.accept(state);
  }

  private ProcessId id() {
    Process running = process;
    return running != null && running.isAlive() ? ProcessId.of(running.toHandle()) : null;
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }

  private static boolean ended(Process running, Duration patience) {
    try {
      return running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
