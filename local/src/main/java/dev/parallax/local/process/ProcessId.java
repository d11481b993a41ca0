package dev.parallax.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that can be found again later: its pid and when it started, because pids are reused.
 *
 * @param pid the operating system's number
 * @param startedAt as the operating system tells it
 */
public record ProcessId(long pid, Instant startedAt) {

  /** The system's clock may be set between two looks at the same process. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final Duration POLL = Duration.ofMillis(50);

  public ProcessId {
    Objects.requireNonNull(startedAt, "startedAt");
    if (pid < 1) {
      throw new IllegalArgumentException("pid must be positive, was " + pid);
    }
  }

  /**
   * The identity of a living process; of one that ends in this moment, a start that matches
   * nothing.
   */
  public static ProcessId of(ProcessHandle process) {
    return new ProcessId(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  /** The process, if it still lives. A zombie, which nobody has waited for, does not. */
  public Optional<ProcessHandle> alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().command().isPresent())
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .map(
                        start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
                    .orElse(false));
  }

  /** Waits for its end; false when it still lives after {@code patience}. */
  public boolean awaitEnd(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (alive().isPresent()) {
      if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return true;
  }

  /** Asks it to end (SIGTERM), and after {@code grace} makes it (SIGKILL). */
  public void end(Duration grace) {
    alive().ifPresent(ProcessHandle::destroy);
    if (!awaitEnd(grace)) {
      alive().ifPresent(ProcessHandle::destroyForcibly);
      awaitEnd(grace);
    }
  }
}
