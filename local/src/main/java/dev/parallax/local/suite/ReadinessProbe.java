package dev.parallax.local.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until a process that was just started says that it can be used. */
final class ReadinessProbe {

  private static final long POLL_MILLIS = 100;
  private static final int TIMEOUT_MILLIS = 2_000;

  private final ProcessSpec spec;
  private final Process process;
  private final CountDownLatch stop;
  private final Path log;
  private final CountDownLatch said = new CountDownLatch(1);

  ReadinessProbe(ProcessSpec spec, Process process, CountDownLatch stop, Path log) {
    this.spec = spec;
    this.process = process;
    this.stop = stop;
    this.log = log;
  }

  /** True when it is ready; false when it ended, took too long, or the suite is being stopped. */
  boolean await() throws InterruptedException {
    if (spec.readiness() instanceof Readiness.Line(String prefix)) {
      // A platform thread: reading a pipe pins a virtual one to its carrier, and there are as few
      // carriers as cores.
      Thread.ofPlatform().daemon().name("output-" + spec.name()).start(() -> follow(prefix));
    }
    long end = System.nanoTime() + spec.startLimit().toNanos();
    while (process.isAlive() && System.nanoTime() - end < 0) {
      boolean ready =
          switch (spec.readiness()) {
            case Readiness.Line line -> said.getCount() == 0;
            case Readiness.Http(URI address) -> answers(address);
          };
      if (ready) {
        return true;
      }
      if (stop.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  /**
   * Reads standard output to its end, so that the process never blocks on a full pipe, and keeps it
   * in the log.
   */
  private void follow(String prefix) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(prefix)) {
          said.countDown();
        }
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException ended) {
      // the process is gone, which its watcher sees by itself
    }
  }

  static boolean answers(URI address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      int status = connection.getResponseCode();
      connection.disconnect();
      return status == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
