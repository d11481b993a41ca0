package dev.parallax.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory a process really occupies. */
public final class Memory {

  private Memory() {}

  /**
   * Resident bytes of a process. Where Linux tells, pages shared with others count in part
   * (proportional set size), so that the sum over PostgreSQL's processes does not count its shared
   * buffers ten times; elsewhere the plain resident set. Zero when the process is gone.
   */
  public static long resident(long pid) {
    Path rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
    try {
      for (String line : Files.readAllLines(rollup, StandardCharsets.UTF_8)) {
        if (line.startsWith("Pss:")) {
          return kib(line);
        }
      }
    } catch (IOException notLinuxOrNotOurs) {
      return byPs(pid);
    }
    return 0;
  }

  /** Resident bytes of a process and all that descend from it. */
  public static long residentTree(ProcessHandle process) {
    return resident(process.pid()) + process.descendants().mapToLong(p -> resident(p.pid())).sum();
  }

  private static long kib(String line) {
    String digits = line.replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits) * 1024;
  }

  private static long byPs(long pid) {
    try {
      Process ps =
          new ProcessBuilder(List.of("ps", "-o", "rss=", "-p", Long.toString(pid)))
              .redirectErrorStream(true)
              .start();
      return kib(new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException noPs) {
      return 0;
    }
  }
}
