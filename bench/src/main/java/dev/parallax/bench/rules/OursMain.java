package dev.parallax.bench.rules;

import dev.parallax.recommendation.rule.Baskets;
import dev.parallax.recommendation.rule.FpGrowth;
import dev.parallax.recommendation.rule.Itemsets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Our FP-Growth on the baskets of a file, one a line, in a process of its own. */
public final class OursMain {
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  private OursMain() {}

  /**
   * Prints {@code run ITEMSETS SECONDS} for each run, and {@code peak MEBIBYTES} of the process.
   *
   * @param args file, minimal support, runs
   */
  public static void main(String[] args) throws IOException {
    Baskets.Builder builder = Baskets.builder();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      builder.add(Arrays.stream(line.split(" ")).mapToInt(Integer::parseInt).toArray());
    }
    Baskets baskets = builder.build();
    int minCount = (int) Math.ceil(Double.parseDouble(args[1]) * baskets.size());
    for (int run = 0; run < Integer.parseInt(args[2]); run++) {
      long began = System.nanoTime();
      Itemsets itemsets = new Itemsets(UNBOUNDED);
      FpGrowth.mine(baskets, minCount, UNBOUNDED, itemsets);
      print("run %d %.4f%n", itemsets.size(), (System.nanoTime() - began) / 1e9);
    }
    print("peak %d%n", peakMebibytes());
  }

  private static long peakMebibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(-1);
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
