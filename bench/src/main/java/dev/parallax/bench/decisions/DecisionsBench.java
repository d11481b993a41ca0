package dev.parallax.bench.decisions;

import dev.parallax.bench.reference.BareKafka;
import dev.parallax.bench.report.Distribution;
import dev.parallax.bench.report.Results;
import dev.parallax.bench.suite.BenchSuite;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.shop.card.CardLife;
import dev.parallax.local.shop.card.CardPayment;
import dev.parallax.local.shop.card.CardPlan;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench decisions}. */
@Command(
    name = "decisions",
    mixinStandardHelpOptions = true,
    description =
        "Asks for fraud decisions one by one, as a till does, beside bare records through the same broker.")
public final class DecisionsBench implements Callable<Integer> {

  private static final int WARM_UP = 1_000;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "3000",
      description = "decisions after warming up (default: ${DEFAULT-VALUE})")
  private int count;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (count < 100) {
      throw new ParameterException(
          spec.commandLine(), "--count must be at least 100, was " + count);
    }
    Clock clock = Clock.systemUTC();
    Results results = new Results("decisions", spec.commandLine().getOut(), clock);
    ShopPlan plan = new ShopPlan(7, 2_000, 60, clock.instant().truncatedTo(ChronoUnit.DAYS));
    List<CardPayment> payments = CardLife.of(CardPlan.of(plan)).subList(0, WARM_UP + count);
    try (BenchSuite suite = BenchSuite.fresh("home-decisions")) {
      suite.up();
      BareKafka kafka = new BareKafka(suite.broker());
      kafka.roundTrips(WARM_UP);
      Distribution bare = Distribution.ofMicros(kafka.roundTrips(count));
      results.add("reference", bare, bare.line() + ", one way through the log");
      Distribution asked;
      try (SuiteClient client = suite.client()) {
        ask(client, payments.subList(0, WARM_UP));
        asked = Distribution.ofMicros(ask(client, payments.subList(WARM_UP, payments.size())));
      }
      results.add("decisions", asked, asked.line());
      double ratio = asked.p50() / bare.p50();
      results.add("ratio", ratio, "%.1f x the reference at the median".formatted(ratio));
      results.write();
    }
    return 0;
  }

  private static long[] ask(SuiteClient client, List<CardPayment> payments) throws IOException {
    long[] micros = new long[payments.size()];
    for (int i = 0; i < micros.length; i++) {
      long began = System.nanoTime();
      client.post("/v1/decisions", payments.get(i).body());
      micros[i] = (System.nanoTime() - began) / 1_000;
    }
    return micros;
  }
}
