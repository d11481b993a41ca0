package dev.parallax.local.suite;

import dev.parallax.local.process.ProcessId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Processes of a supervisor that was killed. They end by themselves; this waits for it, and helps
 * where it must.
 */
final class Leftovers {

  private static final Duration BY_THEMSELVES = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private Leftovers() {}

  /** Returns when none of the processes that this state names lives any more. */
  static void clear(SuiteState state) {
    List<ProcessId> ids =
        state.processes().stream().map(ProcessState::id).filter(Objects::nonNull).toList();
    long end = System.nanoTime() + BY_THEMSELVES.toNanos();
    for (ProcessId id : ids.reversed()) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      if (!id.awaitEnd(left)) {
        id.end(GRACE);
      }
    }
  }
}
