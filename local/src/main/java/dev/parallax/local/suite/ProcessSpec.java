package dev.parallax.local.suite;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How to start one process of the suite.
 *
 * @param name unique in the suite
 * @param port where it serves
 * @param command program and arguments
 * @param environment in addition to our own
 * @param readiness how it says that it can be used
 * @param startLimit how long a start may take
 */
record ProcessSpec(
    String name,
    int port,
    List<String> command,
    Map<String, String> environment,
    Readiness readiness,
    Duration startLimit) {

  ProcessSpec {
    Objects.requireNonNull(name, "name");
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    Objects.requireNonNull(readiness, "readiness");
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command of " + name + " must not be empty");
    }
    if (!startLimit.isPositive()) {
      throw new IllegalArgumentException(
          "startLimit of " + name + " must be positive, was " + startLimit);
    }
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "ProcessSpec[" + name + ", port=" + port + "]";
  }
}
