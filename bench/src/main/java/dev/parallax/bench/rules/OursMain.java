package dev.parallax.bench.rules;

import dev.parallax.bench.process.Processes;
import dev.parallax.recommendation.rule.Baskets;
import dev.parallax.recommendation.rule.Itemsets;
import dev.parallax.recommendation.rule.RuleFinder;
import dev.parallax.recommendation.rule.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Our FP-Growth on the baskets of a file, one a line, in a process of its own. */
public final class OursMain {
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  /** Items of an itemset, far more than any that is frequent has. */
  private static final int LONGEST = 1_000;

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
    Thresholds thresholds = Thresholds.of(Double.parseDouble(args[1]), 1, LONGEST);
    for (int run = 0; run < Integer.parseInt(args[2]); run++) {
      long began = System.nanoTime();
      Itemsets itemsets = RuleFinder.mine(baskets, thresholds, UNBOUNDED).itemsets();
      print("run %d %.4f%n", itemsets.size(), (System.nanoTime() - began) / 1e9);
    }
    print("peak %d%n", Processes.peakMebibytes());
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
