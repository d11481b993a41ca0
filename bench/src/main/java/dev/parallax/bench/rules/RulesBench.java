package dev.parallax.bench.rules;

import dev.parallax.bench.process.Processes;
import dev.parallax.bench.report.Results;
import dev.parallax.local.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code bench rules}: all frequent itemsets of the invoices of UCI Online Retail. Ours and Spark
 * MLlib each in a JVM of their own, ours before and after it, on the same file.
 */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description =
        "FP-Growth on the invoices of Online Retail, beside Spark MLlib in local mode on the same baskets.")
public final class RulesBench implements Callable<Integer> {

  private static final double GOAL_RATIO = 0.2;
  private static final long GOAL_MEBIBYTES = 1024;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "online-retail.csv.gz (default: ../shared/data beside the checkout)")
  private Path file;

  @Option(
      names = "--support",
      paramLabel = "SHARE",
      defaultValue = "0.005",
      description = "lowest share of baskets of an itemset (default: ${DEFAULT-VALUE})")
  private double support;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "6",
      description =
          "runs in each JVM, of which the first is told apart (default: ${DEFAULT-VALUE})")
  private int runs;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (runs < 2 || !(support > 0 && support <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--runs must be at least 2, --support above 0 and at most 1");
    }
    Path root = Home.current().root();
    Path csv =
        file == null ? root.resolveSibling("shared/data/online-retail.csv.gz").normalize() : file;
    if (!Files.isReadable(csv)) {
      throw new ParameterException(
          spec.commandLine(), "there is no " + csv + "; name one by --file");
    }
    Path baskets = root.resolve("bench/target/rules/baskets.txt");
    Results results = new Results("rules", spec.commandLine().getOut(), Clock.systemUTC());
    int count = RetailBaskets.write(csv, baskets);
    results.add("baskets", count, "%,d invoices".formatted(count));
    results.add("support", support, "in %.2f %% of them or more".formatted(support * 100));
    buildSpark(root);
    Mining before = Mining.of(ours(baskets));
    Mining spark = Mining.of(spark(root, baskets));
    Mining after = Mining.of(ours(baskets));
    double median = (before.median() + after.median()) / 2;
    boolean same = before.itemsets() == spark.itemsets() && after.itemsets() == spark.itemsets();
    results.add(
        "itemsets",
        before.itemsets(),
        same ? "%,d, by both".formatted(before.itemsets()) : "NOT the same: " + spark.itemsets());
    results.add("oursSeconds", median, seconds(median, before.first()));
    results.add("oursFirstSeconds", before.first(), "%.2f s".formatted(before.first()));
    results.add("sparkSeconds", spark.median(), seconds(spark.median(), spark.first()));
    results.add("sparkFirstSeconds", spark.first(), "%.2f s".formatted(spark.first()));
    double ratio = median / spark.median();
    results.add("ratio", ratio, "%.3f x Spark's time (goal %.1f)".formatted(ratio, GOAL_RATIO));
    double first = before.first() / spark.first();
    results.add("firstRatio", first, "%.3f x, first run of each JVM".formatted(first));
    long peak = Math.max(before.peakMebibytes(), after.peakMebibytes());
    results.add(
        "oursPeakMebibytes",
        peak,
        "%,d MiB, the whole process (goal below %,d)".formatted(peak, GOAL_MEBIBYTES));
    results.write();
    return same && ratio <= GOAL_RATIO && first <= GOAL_RATIO && peak < GOAL_MEBIBYTES ? 0 : 1;
  }

  private static String seconds(double median, double first) {
    return "%.3f s (median of warm runs; first %.3f s)".formatted(median, first);
  }

  private List<String> ours(Path baskets) {
    return List.of(
        Processes.java(),
        "-Xmx512m",
        "-cp",
        System.getProperty("java.class.path"),
        OursMain.class.getName(),
        baskets.toString(),
        Double.toString(support),
        Integer.toString(runs));
  }

  /** With what Spark opens of the JDK's inside when its own script starts it. */
  private List<String> spark(Path root, Path baskets) {
    Path target = root.resolve("bench/spark/target");
    return List.of(
        Processes.java(),
        "-Xmx2g",
        "-Xss16m",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-opens=java.base/java.net=ALL-UNNAMED",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
        "--add-opens=java.base/sun.nio.cs=ALL-UNNAMED",
        "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED",
        "-cp",
        target.resolve("bench-spark.jar") + ":" + target.resolve("lib") + "/*",
        "dev.parallax.bench.spark.SparkFpGrowth",
        baskets.toString(),
        Double.toString(support),
        Integer.toString(runs),
        Integer.toString(Runtime.getRuntime().availableProcessors()));
  }

  /** Spark is no part of the build: whoever measures for the first time gets it, 300 MB. */
  private void buildSpark(Path root) throws IOException {
    if (Files.exists(root.resolve("bench/spark/target/bench-spark.jar"))) {
      return;
    }
    spec.commandLine().getOut().println("  building bench/spark, which downloads Spark once ...");
    spec.commandLine().getOut().flush();
    String maven = System.getenv().getOrDefault("MVN", "mvn");
    Process build =
        new ProcessBuilder(
                maven, "-B", "-q", "-f", root.resolve("bench/spark/pom.xml").toString(), "package")
            .inheritIO()
            .start();
    if (Processes.exit(build) != 0) {
      throw new IllegalStateException("Spark could not be got; see above");
    }
  }
}
