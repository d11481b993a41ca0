package dev.parallax.local.suite;

import dev.parallax.local.process.ProcessId;
import java.time.Instant;
import java.util.Objects;

/**
 * What is known about one process.
 *
 * @param name the process
 * @param phase where it is in its life
 * @param id which process of the operating system, or null when there is none now
 * @param port where it serves
 * @param since when this phase began
 * @param startMillis how long the last start took until it was ready
 * @param restarts how often it had to be started again after a crash
 * @param note why it is not simply ready, or empty
 */
public record ProcessState(
    String name,
    Phase phase,
    ProcessId id,
    int port,
    Instant since,
    long startMillis,
    int restarts,
    String note) {

  /** A process's life. */
  public enum Phase {
    WAITING,
    STARTING,
    READY,
    RESTARTING,
    STOPPING,
    STOPPED,
    FAILED
  }

  public ProcessState {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(note, "note");
  }
}
