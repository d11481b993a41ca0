package dev.parallax.bench.rules;

import dev.parallax.bench.process.Processes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a process that mines has printed.
 *
 * @param itemsets found, the same in every run
 * @param seconds of each run
 * @param peakMebibytes of the process, -1 where it does not say
 */
record Mining(long itemsets, double[] seconds, long peakMebibytes) {

  /** Runs it to its end. */
  static Mining of(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_USER", "bench"); // Else Hadoop asks what JDK 25 has no more.
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    List<Double> seconds = new ArrayList<>();
    long itemsets = -1;
    long peak = -1;
    for (String line : process.inputReader().lines().toList()) {
      String[] words = line.split(" ");
      if (words[0].equals("run")) {
        long found = Long.parseLong(words[1]);
        if (itemsets >= 0 && found != itemsets) {
          throw new IllegalStateException("found " + found + " itemsets after " + itemsets);
        }
        itemsets = found;
        seconds.add(Double.valueOf(words[2]));
      } else if (words[0].equals("peak")) {
        peak = Long.parseLong(words[1]);
      }
    }
    if (Processes.exit(process) != 0) {
      throw new IllegalStateException("ended with " + process.exitValue() + ": " + command);
    }
    return new Mining(itemsets, seconds.stream().mapToDouble(Double::doubleValue).toArray(), peak);
  }

  /** Of the runs after the first, in which the JVM is still warming up. */
  double median() {
    double[] warm = Arrays.copyOfRange(seconds, 1, seconds.length);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }

  double first() {
    return seconds[0];
  }
}
