package dev.parallax.ingestion.imports;

import dev.parallax.kit.log.LogUnavailableException;
import dev.parallax.kit.store.Outage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Repeats a step of an import while broker or database are away: an import of hours should not fail
 * for a minute.
 */
@ApplicationScoped
public class Patience {
  private static final Logger LOG = Logger.getLogger(Patience.class);
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** The same for a step without an answer. */
  public void run(Runnable step) throws InterruptedException {
    call(
        () -> {
          step.run();
          return null;
        });
  }

  /**
   * @param step may be run several times
   * @throws InterruptedException when the service stops meanwhile; the import is taken up again
   *     later
   */
  public <T> T call(Supplier<T> step) throws InterruptedException {
    for (Duration pause = FIRST; ; pause = min(pause.multipliedBy(2))) {
      try {
        return step.get();
      } catch (RuntimeException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted(e);
        }
        if (!(e instanceof LogUnavailableException) && !Outage.isPassing(e)) {
          throw e;
        }
        LOG.warnf("import waits for broker or database pauseMillis=%d", pause.toMillis());
        Thread.sleep(pause);
      }
    }
  }

  private static InterruptedException interrupted(RuntimeException cause) {
    InterruptedException stop = new InterruptedException("the service is stopping");
    stop.initCause(cause);
    return stop;
  }

  private static Duration min(Duration pause) {
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }
}
