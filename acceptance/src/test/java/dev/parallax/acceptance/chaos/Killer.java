package dev.parallax.acceptance.chaos;

import dev.parallax.acceptance.Suite;
import dev.parallax.local.postgres.PostgresMain;
import dev.parallax.local.suite.ProcessState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * Kills broker, database and ingestion ({@code kill -9}) in random order, one or two at a time,
 * leaves it to the supervisor to bring them back, and begins again once they are.
 */
final class Killer {
  private static final List<String> VICTIMS = List.of("kafka", "postgres", "ingestion");
  private static final int SHORTEST_MILLIS = 1_000;
  private static final int SPREAD_MILLIS = 6_000;
  private static final int ONE_IN_SO_MANY_IS_DOUBLE = 4;

  private final Suite suite;
  private final Random random;
  private final Map<String, Integer> kills = new TreeMap<>();

  Killer(Suite suite, long seed) {
    this.suite = suite;
    this.random = new Random(seed);
  }

  /** Whom it killed how often. */
  Map<String, Integer> kills() {
    return kills;
  }

  /** Kills until then, and at last whomever it has not met yet. */
  void run(long endNanos) throws IOException {
    List<String> order = new ArrayList<>(VICTIMS);
    while (System.nanoTime() - endNanos < 0 || kills.size() < VICTIMS.size()) {
      pause();
      Collections.shuffle(order, random);
      kill(order.getFirst());
      if (random.nextInt(ONE_IN_SO_MANY_IS_DOUBLE) == 0) {
        pause();
        kill(order.get(1));
      }
      awaitAllBack();
    }
  }

  private void awaitAllBack() {
    Awaitility.await("every process to be back")
        .atMost(Duration.ofMinutes(3))
        .until(
            () ->
                suite.state().processes().stream()
                    .allMatch(p -> p.phase() == ProcessState.Phase.READY));
  }

  private void pause() {
    LockSupport.parkNanos(
        Duration.ofMillis(SHORTEST_MILLIS + random.nextInt(SPREAD_MILLIS)).toNanos());
  }

  /** Who is not back yet is left alone. */
  private void kill(String victim) throws IOException {
    if (suite.process(victim).phase() != ProcessState.Phase.READY) {
      return;
    }
    if (victim.equals("postgres")) {
      // The server itself, not only the process that watches it: that would stop it in order.
      PostgresMain.server(suite.home().data("postgres")).ifPresent(ProcessHandle::destroyForcibly);
    }
    suite.kill(victim);
    kills.merge(victim, 1, Integer::sum);
  }
}
