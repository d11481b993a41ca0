package dev.parallax.kit.consume;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Repeats work for as long as what it needs is away, and gives up only when the service stops. */
@ApplicationScoped
class Patience {
  private static final Logger LOG = Logger.getLogger(Patience.class);
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 5_000;

  private final CountDownLatch stopping = new CountDownLatch(1);

  void stop(@Observes ShutdownEvent event) {
    stopping.countDown();
  }

  /**
   * @throws RuntimeException whatever the work throws that is not an outage
   * @throws IllegalStateException when the service stops while waiting; the records stay
   *     uncommitted
   */
  void whileAway(Runnable work) {
    whileAway(work, EventBatches::waits);
  }

  void whileAway(Runnable work, Predicate<Throwable> waits) {
    for (long pause = FIRST_MILLIS; ; pause = Math.min(pause * 2, LONGEST_MILLIS)) {
      try {
        work.run();
        return;
      } catch (RuntimeException e) {
        if (!waits.test(e)) {
          throw e;
        }
        LOG.warnf("waiting for database or broker pauseMillis=%d", pause);
        pause(pause, e);
      }
    }
  }

  /**
   * A failure while the service stops says nothing about the records: what they need is being taken
   * down.
   *
   * @throws ServiceStoppingException when it is stopping
   */
  void throwIfStopping(RuntimeException failure) {
    if (stopping.getCount() == 0) {
      throw new ServiceStoppingException(failure);
    }
  }

  private void pause(long millis, RuntimeException cause) {
    try {
      if (stopping.await(millis, TimeUnit.MILLISECONDS)) {
        throw new ServiceStoppingException(cause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceStoppingException(cause);
    }
  }
}
