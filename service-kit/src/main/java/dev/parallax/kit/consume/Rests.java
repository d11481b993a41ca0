package dev.parallax.kit.consume;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The rests of a thread that reads until it is stopped: longer ones after each failure in a row,
 * and all of them cut short when it is to stop. One thread rests; any may stop it.
 */
public final class Rests {
  private static final long FIRST_PAUSE_MILLIS = 500;

  private final CountDownLatch stopping = new CountDownLatch(1);
  private final long longestPauseMillis;
  private volatile long pauseMillis = FIRST_PAUSE_MILLIS;

  public Rests(Duration longestPause) {
    this.longestPauseMillis = longestPause.toMillis();
  }

  /** From now on nobody rests. */
  public void stop() {
    stopping.countDown();
  }

  public boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** How long the next pause after a failure is. */
  public long pauseMillis() {
    return pauseMillis;
  }

  /** After a failure: twice as long as the last time. */
  public void pause() {
    rest(pauseMillis);
    pauseMillis = Math.min(pauseMillis * 2, longestPauseMillis);
  }

  /** It works again, so the next pause is a short one. */
  public void worked() {
    pauseMillis = FIRST_PAUSE_MILLIS;
  }

  /**
   * Whoever is interrupted is to stop.
   *
   * @return false when it was cut short
   */
  public boolean rest(long millis) {
    try {
      return !stopping.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
