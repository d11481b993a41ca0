package dev.parallax.local.process;

import java.io.IOException;
import java.io.InputStream;

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
