package dev.parallax.local.shop.demo;

import dev.parallax.local.home.Home;
import dev.parallax.local.http.Credentials;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.suite.SuiteStarter;
import dev.parallax.local.suite.SuiteState;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parallax demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Tells a simulated shop's year to the suite (and starts it when it is not up), has the services",
      "learn from it, and shows what was found: segments, recommendations, declined payments, gaps."
    },
    footer = {
      "",
      "The shop is made of a seed, so its truth is known: at the end the findings are compared with it,",
      "and the exit code is 1 when a floor is not reached. Running it again with the same seed adds nothing",
      "twice. The truth is kept in .parallax/demo-truth.json; the services never see it."
    })
public final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "which shop (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "2000",
      description = "how many customers (default: ${DEFAULT-VALUE})")
  private int customers;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "365",
      description = "how long the shop's life is (default: ${DEFAULT-VALUE})")
  private int days;

  @Spec private CommandSpec spec;

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() throws Exception {
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    ShopPlan plan;
    try {
      plan = new ShopPlan(seed, customers, days, today);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
    Home home = Home.current();
    PrintWriter out = spec.commandLine().getOut();
    Optional<SuiteState> state = new SuiteStarter(home, out).up(Set.of());
    if (state.isEmpty()) {
      return 1;
    }
    URI door = state.get().address("console").orElseThrow();
    try (SuiteClient suite = new SuiteClient(door, Credentials.of(home))) {
      return new Demo(home, suite, out).run(plan) ? 0 : 1;
    }
  }
}
