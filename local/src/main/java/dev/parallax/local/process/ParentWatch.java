package dev.parallax.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends this process when its parent is gone, whatever killed the parent.
 *
 * <p>The parent holds the writing end of this process's standard input and never writes. When the
 * parent dies, even by SIGKILL, the kernel closes that end and the read returns. Polling the
 * parent's pid was rejected because pids are reused, and Linux's parent-death signal because it
 * follows the parent's <em>thread</em>.
 */
public final class ParentWatch {

  private ParentWatch() {}

  /** Starts a daemon thread that calls {@code System.exit(0)} once standard input is at its end. */
  public static void exitWithParent() {
    onEnd(System.in, () -> System.exit(0));
  }

  /**
   * The same, and by force where the orderly end takes longer: when the parent was killed, nobody
   * is left to do it, and a service whose broker ended in the same moment may wait for it for
   * minutes.
   */
  public static void exitWithParent(Duration grace) {
    onEnd(
        System.in,
        () -> {
          Thread.ofPlatform().daemon().name("parent-watch-grace").start(() -> haltAfter(grace));
          System.exit(0);
        });
  }

  private static void haltAfter(Duration grace) {
    long end = System.nanoTime() + grace.toNanos();
    for (long left = grace.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    Runtime.getRuntime().halt(1);
  }

  static Thread onEnd(InputStream in, Runnable end) {
    return Thread.ofPlatform().daemon().name("parent-watch").start(() -> drain(in, end));
  }

  private static void drain(InputStream in, Runnable end) {
    byte[] ignored = new byte[256];
    try {
      while (in.read(ignored) >= 0) {
        // whatever the parent says is of no interest; only its silence is
      }
    } catch (IOException broken) {
      // a broken pipe means the same as its end
    }
    end.run();
  }
}
