package dev.parallax.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How processes are started, waited for and weighed. */
public final class Processes {
  private Processes() {}

  /** The command that runs this JVM. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Waits for its end.
   *
   * @return what it ended with
   * @throws IOException when the thread was interrupted; its flag is set again, the process ended
   */
  public static int exit(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The most that Linux saw of this process; elsewhere what the JVM has taken for its heap. */
  public static long peakMebibytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return Runtime.getRuntime().totalMemory() >> 20;
    }
    return Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        >> 10;
  }
}
