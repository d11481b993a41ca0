package dev.parallax.local.suite;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far heaps may grow. Most services need the same whatever they are sent; recommendation learns
 * from what there is, and may take a quarter of the machine's memory for it, as long as it does.
 */
final class Heaps {
  /** Another size for recommendation's heap: {@code 4g}, {@code 2048m}, {@code 2048}. */
  static final String VARIABLE = "PARALLAX_HEAP_RECOMMENDATION";

  /** Enough for ten million interactions; who has more says so. */
  private static final long MOST = 3_072;

  private static final int PART_OF_MACHINE = 4;
  private static final long LARGEST = 1 << 20;
  private static final long MEBI = 1 << 20;
  private static final long GIBI = 1 << 10;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,7})([mg]?)");

  private Heaps() {}

  /** Of a service on this machine. */
  static List<String> options(Service service) {
    return options(service, machine(), System.getenv());
  }

  /**
   * @param machine mebibytes that the machine has
   * @throws IllegalArgumentException when the environment says what is no size
   */
  static List<String> options(Service service, long machine, Map<String, String> environment) {
    if (service != Service.RECOMMENDATION) {
      return List.of("-Xmx" + service.heapMebibytes() + "m");
    }
    long least = service.heapMebibytes();
    String wanted = environment.getOrDefault(VARIABLE, "").strip();
    long most =
        wanted.isEmpty() ? Math.clamp(machine / PART_OF_MACHINE, least, MOST) : size(wanted, least);
    // Begins as small as it ever was, and grows and shrinks with what is used: at once, where the
    // JVM would else take four collections of everything, and grow at the first.
    return List.of(
        "-Xms" + least / 2 + "m",
        "-Xmx" + most + "m",
        "-XX:MinHeapFreeRatio=20",
        "-XX:MaxHeapFreeRatio=40",
        "-XX:-ShrinkHeapInSteps");
  }

  private static long size(String text, long least) {
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      long size = Long.parseLong(matcher.group(1)) * (matcher.group(2).equals("g") ? GIBI : 1);
      if (size >= least && size <= LARGEST) {
        return size;
      }
    }
    throw new IllegalArgumentException(
        VARIABLE
            + " must be a size such as 4g or 2048m, "
            + least
            + "m or more, was '"
            + text
            + "'");
  }

  private static long machine() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize() / MEBI
        : 0;
  }
}
