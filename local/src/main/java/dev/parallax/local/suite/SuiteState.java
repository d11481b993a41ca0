package dev.parallax.local.suite;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.parallax.local.process.ProcessId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the supervisor says about the suite, for whoever asks from another process.
 *
 * @param phase the whole suite's
 * @param supervisor who watches
 * @param since when the supervisor began
 * @param notices what the user should know, such as a port that was taken
 * @param failure why a start was given up, or empty
 * @param guilty the process whose fault it was, or empty
 * @param processes in the order of their start
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SuiteState(
    Phase phase,
    ProcessId supervisor,
    Instant since,
    List<String> notices,
    String failure,
    String guilty,
    List<ProcessState> processes) {

  /** The life of a suite. */
  public enum Phase {
    STARTING,
    READY,
    STOPPING,
    STOPPED,
    FAILED
  }

  public SuiteState {
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(supervisor, "supervisor");
    Objects.requireNonNull(since, "since");
    notices = List.copyOf(notices);
    failure = Objects.requireNonNullElse(failure, "");
    guilty = Objects.requireNonNullElse(guilty, "");
    processes = List.copyOf(processes);
  }

  /** A process by its name. */
  public Optional<ProcessState> process(String name) {
    return processes.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  /** The address of a service of this suite, or of its front door, {@code console}. */
  public Optional<URI> address(String name) {
    return process(name).map(p -> URI.create("http://127.0.0.1:" + p.port()));
  }
}
