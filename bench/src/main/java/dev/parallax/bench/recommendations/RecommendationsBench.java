package dev.parallax.bench.recommendations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.bench.reference.BareKafka;
import dev.parallax.bench.report.Distribution;
import dev.parallax.bench.report.Results;
import dev.parallax.bench.suite.BenchSuite;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.report.Training;
import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.shop.goods.Product;
import dev.parallax.local.shop.life.ShopLife;
import dev.parallax.local.shop.people.Customer;
import dev.parallax.local.shop.tell.CatchingUp;
import dev.parallax.local.shop.tell.LifeTelling;
import dev.parallax.local.shop.tell.ShopTold;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench recommendations}. */
@Command(
    name = "recommendations",
    mixinStandardHelpOptions = true,
    description =
        "Asks for recommendations, and buys and asks until the answer knows of it, beside bare records.")
public final class RecommendationsBench implements Callable<Integer> {

  private static final double GOAL_P99_MILLIS = 500;
  private static final int WARM_UP = 500;
  private static final int WARM_UP_PURCHASES = 20;
  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "2000",
      description = "answers after warming up (default: ${DEFAULT-VALUE})")
  private int count;

  @Option(
      names = "--purchases",
      paramLabel = "N",
      defaultValue = "200",
      description = "purchases by newcomers (default: ${DEFAULT-VALUE})")
  private int purchases;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (count < 100 || purchases < 20) {
      throw new ParameterException(
          spec.commandLine(), "--count must be at least 100 and --purchases at least 20");
    }
    Clock clock = Clock.systemUTC();
    PrintWriter out = spec.commandLine().getOut();
    Results results = new Results("recommendations", out, clock);
    ShopPlan plan = new ShopPlan(7, 500, 180, clock.instant().truncatedTo(ChronoUnit.DAYS));
    ShopLife life = new ShopLife(plan);
    try (BenchSuite suite = BenchSuite.fresh("home-recommendations")) {
      suite.up();
      try (SuiteClient client = suite.client()) {
        learn(client, life, plan.days(), out);
        BareKafka kafka = new BareKafka(suite.broker());
        kafka.roundTrips(WARM_UP);
        Distribution bare = Distribution.ofMicros(kafka.roundTrips(count));
        results.add("reference", bare, bare.line() + ", one way through the log");

        List<String> known = life.customers().stream().map(Customer::userId).toList();
        Step ask = i -> recommended(client, known.get(i % known.size()));
        times(WARM_UP, ask);
        Distribution asked = Distribution.ofMicros(times(count, ask));
        results.add("answers", asked, asked.line());

        List<List<Product>> pairs =
            life.assortment().affinities().stream().map(a -> a.products()).toList();
        Step buy = i -> buyAndSee(client, clock, pairs.get(i % pairs.size()), i);
        times(WARM_UP_PURCHASES, buy);
        Distribution shown =
            Distribution.ofMicros(times(purchases, i -> buy.take(WARM_UP_PURCHASES + i)));
        results.add(
            "purchaseShows",
            shown,
            "%s (goal p99 %.0f ms)".formatted(shown.line(), GOAL_P99_MILLIS));
        double ratio = shown.p50() / bare.p50();
        results.add("ratio", ratio, "%.1f x the reference at the median".formatted(ratio));
        results.write();
        return shown.p99() < GOAL_P99_MILLIS ? 0 : 1;
      }
    }
  }

  private static void learn(SuiteClient client, ShopLife life, int days, PrintWriter out)
      throws IOException {
    CatchingUp catchingUp = new CatchingUp(client);
    Map<String, Long> before = catchingUp.before();
    ShopTold told = new LifeTelling(client, out).tell(life, days);
    catchingUp.await(before, told.ordersAllowed(), out);
    new Training(client, out).recommendations();
  }

  private interface Step {
    void take(int number) throws IOException;
  }

  private static long[] times(int count, Step action) throws IOException {
    long[] micros = new long[count];
    for (int i = 0; i < count; i++) {
      long began = System.nanoTime();
      action.take(i);
      micros[i] = (System.nanoTime() - began) / 1_000;
    }
    return micros;
  }

  /** A newcomer buys the first of two products that go together, and is offered the second. */
  private static void buyAndSee(SuiteClient client, Clock clock, List<Product> pair, int number)
      throws IOException {
    String userId = "newcomer-" + number;
    Product bought = pair.getFirst();
    client.send(
        "/v1/track",
        Map.of(
            "userId",
            userId,
            "event",
            "Order Completed",
            "messageId",
            userId,
            "timestamp",
            clock.instant().toString(),
            "properties",
            Map.of(
                "order_id",
                userId,
                "total",
                1,
                "currency",
                "EUR",
                "products",
                List.of(Map.of("product_id", bought.id(), "price", 1, "quantity", 1)))));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!recommended(client, userId).contains(pair.getLast().id())) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "after " + PATIENCE.toSeconds() + " s no answer knows what " + userId + " bought");
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private static List<String> recommended(SuiteClient client, String userId) throws IOException {
    JsonNode items = client.get("/v1/recommendations?n=10&userId=" + userId).path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .map(item -> item.path("itemId").asText())
        .toList();
  }
}
