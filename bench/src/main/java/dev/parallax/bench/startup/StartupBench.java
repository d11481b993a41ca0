package dev.parallax.bench.startup;

import dev.parallax.bench.reference.Machine;
import dev.parallax.bench.report.Results;
import dev.parallax.bench.suite.BenchSuite;
import dev.parallax.bench.suite.Memory;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code bench startup}: with the archives of classes that {@code ./parallax build} makes; after a
 * plain {@code mvn package} the first start makes them and takes twice as long.
 */
@Command(
    name = "startup",
    mixinStandardHelpOptions = true,
    description =
        "Seconds from './parallax up' to ready, at first and later, and the memory of all processes.")
public final class StartupBench implements Callable<Integer> {

  private static final double GOAL_SECONDS = 30;
  private static final long GOAL_MEBIBYTES = 3 * 1024;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "starts after the first (default: ${DEFAULT-VALUE})")
  private int runs;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (runs < 1) {
      throw new ParameterException(spec.commandLine(), "--runs must be at least 1, was " + runs);
    }
    Results results = new Results("startup", spec.commandLine().getOut(), Clock.systemUTC());
    double[] later = new double[runs];
    double[] ends = new double[runs];
    Memory memory = null;
    double first;
    double machine = Machine.seconds();
    try (BenchSuite suite = BenchSuite.fresh("home-startup")) {
      first = suite.up();
      results.add(
          "firstSeconds",
          first,
          "%.1f s: makes databases, topics and keys (goal %.0f s)".formatted(first, GOAL_SECONDS));
      for (int run = 0; run < runs; run++) {
        ends[run] = suite.down();
        later[run] = suite.up();
        memory = suite.memory();
      }
    }
    machine = (machine + Machine.seconds()) / 2;
    Arrays.sort(later);
    Arrays.sort(ends);
    double median = later[runs / 2];
    results.add(
        "laterSeconds",
        later,
        String.format(
            Locale.ROOT,
            "median %.1f s, %.1f to %.1f s in %d runs (goal %.0f s)",
            median,
            later[0],
            later[runs - 1],
            runs,
            GOAL_SECONDS));
    results.add("downSeconds", ends, "median %.1f s".formatted(ends[runs / 2]));
    results.add(
        "memoryMebibytes",
        memory.processes(),
        memory.line() + " (goal %,d MiB)".formatted(GOAL_MEBIBYTES));
    results.add("memoryTotalMebibytes", memory.total(), "%,d MiB".formatted(memory.total()));
    results.add(
        "referenceSeconds", machine, "%.2f s for 512 MiB of SHA-256 per core".formatted(machine));
    results.add("ratio", median / machine, "%.1f x the reference".formatted(median / machine));
    results.write();
    return first < GOAL_SECONDS && median < GOAL_SECONDS && memory.total() < GOAL_MEBIBYTES ? 0 : 1;
  }
}
