package dev.parallax.bench;

import dev.parallax.bench.algorithms.AlgorithmsBench;
import dev.parallax.bench.collect.CollectBench;
import dev.parallax.bench.decisions.DecisionsBench;
import dev.parallax.bench.imports.ImportBench;
import dev.parallax.bench.predictors.PredictorsBench;
import dev.parallax.bench.recommendations.RecommendationsBench;
import dev.parallax.bench.recommendations.ServingBench;
import dev.parallax.bench.rules.RulesBench;
import dev.parallax.bench.startup.StartupBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks, one by one. */
@Command(
    name = "./parallax bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures the suite from outside, each figure beside a reference in the same run.",
    subcommands = {
      StartupBench.class,
      ImportBench.class,
      CollectBench.class,
      DecisionsBench.class,
      RecommendationsBench.class,
      ServingBench.class,
      AlgorithmsBench.class,
      RulesBench.class,
      PredictorsBench.class
    },
    footer = {
      "",
      "Each one but algorithms, rules and predictors starts a suite of its own (data in bench/target, ports from"
          + " 20000 on) and ends it;",
      "rules needs Spark, which Maven fetches for the first measurement.",
      "Results are printed and written to bench/results/NAME.json; docs/performance.md explains"
          + " them.",
      "Run them on a machine that does nothing else: all of them take about half an hour on two"
          + " cores."
    })
public final class Main {

  private Main() {}

  /**
   * Runs one benchmark, or tells which there are.
   *
   * @param args its name and options
   */
  public static void main(String[] args) {
    CommandLine commands = new CommandLine(new Main()).setUsageHelpWidth(110);
    System.exit(commands.execute(args.length == 0 ? new String[] {"--help"} : args));
  }
}
