package dev.parallax.bench.recommendations;

import dev.parallax.bench.load.LoadGenerator;
import dev.parallax.bench.load.Requests;
import dev.parallax.bench.report.Results;
import dev.parallax.bench.suite.BenchSuite;
import dev.parallax.bench.suite.Looks;
import dev.parallax.bench.suite.Resident;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.report.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench serving}. */
@Command(
    name = "serving",
    mixinStandardHelpOptions = true,
    description =
        "Asks for recommendations in a big shop, so many a second, while its customers go on.")
public final class ServingBench implements Callable<Integer> {
  private static final double GOAL_EVENTS = 15_000;
  private static final double GOAL_P99_MILLIS = 10;
  private static final int ASKED = 1_000;
  private static final int TAKEN_IN = 5_000;

  /** Of a pace, since the last answers come a little after the time is over. */
  private static final double KEPT = 0.99;

  private static final int CATALOG_PIECE = 500;

  /**
   * So often is called what an answer takes until all of it is compiled, see the suite's layout.
   */
  private static final int WARM_UP = 100_000;

  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration STRETCH = Duration.ofSeconds(15);

  private static final Duration POLL = Duration.ofMillis(200);

  /** Times as long as an answer took. */
  private static final int REST = 10;

  private static final Duration PATIENCE = Duration.ofMinutes(20);

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "100000",
      description = "customers of the shop (default: ${DEFAULT-VALUE})")
  private int customers;

  @Option(
      names = "--items",
      paramLabel = "N",
      defaultValue = "20000",
      description = "its items (default: ${DEFAULT-VALUE})")
  private int items;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "what its customers did before (default: ${DEFAULT-VALUE})")
  private int events;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "of questions (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--asked",
      paramLabel = "N",
      defaultValue = "" + ASKED,
      description = "questions a second (default: ${DEFAULT-VALUE})")
  private int asked;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (customers < 100 || items < 100 || events < 10_000 || seconds < 10 || asked < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--customers and --items must be at least 100, --events 10,000, --seconds 10, --asked 1");
    }
    Clock clock = Clock.systemUTC();
    PrintWriter out = spec.commandLine().getOut();
    Results results = new Results("serving", out, clock);
    try (BenchSuite suite = BenchSuite.fresh("home-serving")) {
      suite.up("--only", "kafka,postgres,ingestion,recommendation,console");
      BigShop shop = new BigShop(customers, items, suite.writeKey(), clock);
      try (SuiteClient client = suite.client()) {
        for (List<Map<String, Object>> piece : shop.catalog(CATALOG_PIECE)) {
          client.send("/v1/catalog", piece);
        }
        boolean reached = takeIn(suite, client, shop, results);
        new Training(client, out).recommendations();
        reached &= ask(suite, shop, results);
        results.write();
        return reached ? 0 : 1;
      }
    }
  }

  /** Alone, until every order counts. */
  private boolean takeIn(BenchSuite suite, SuiteClient client, BigShop shop, Results results)
      throws IOException {
    int batches = events / BigShop.perBatch();
    int[] left = {batches};
    long began = System.nanoTime();
    try (LoadGenerator load = new LoadGenerator(suite.address("ingestion"), 8)) {
      load.asFastAsPossible(
          () -> {
            left[0]--;
            return shop.past();
          },
          PATIENCE,
          () -> left[0] > 0);
    }
    long looked = System.nanoTime();
    while (client.get("/v1/recommendation/counts").path("orders").asLong() < shop.orders()) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new IOException(
            "the events were not taken in within " + PATIENCE.toMinutes() + " min");
      }
      // To count takes the store as long as it says; asked without a rest, that is what is
      // measured.
      LockSupport.parkNanos(Math.max(POLL.toNanos(), REST * (System.nanoTime() - looked)));
      looked = System.nanoTime();
    }
    double perSecond =
        (batches - left[0]) * (double) BigShop.perBatch() / ((System.nanoTime() - began) / 1e9);
    results.add(
        "eventsPerSecond",
        perSecond,
        "%,.0f events/s from the call to the counts (goal %,.0f)"
            .formatted(perSecond, GOAL_EVENTS));
    return perSecond >= GOAL_EVENTS;
  }

  private boolean ask(BenchSuite suite, BigShop shop, Results results) throws IOException {
    InetSocketAddress service = suite.address("recommendation");
    String token = suite.token();
    BigShop asking = new BigShop(customers, items, "", Clock.systemUTC());
    try (LoadGenerator questions = new LoadGenerator(service, 32)) {
      int[] warm = {0};
      questions.asFastAsPossible(
          () -> {
            warm[0]++;
            return question(asking, token);
          },
          PATIENCE,
          () -> warm[0] < WARM_UP);
      LoadGenerator.Run alone = questions.asFastAsPossible(() -> question(asking, token), STRETCH);
      results.add(
          "answersAlonePerSecond",
          alone.perSecond(),
          "%,.0f answers/s as fast as they come, without events".formatted(alone.perSecond()));
      LoadGenerator.Run run;
      LoadGenerator.Run taken;
      Resident held;
      try (Looks looks = suite.looks("recommendation", LOOK);
          ExecutorService teller = Executors.newSingleThreadExecutor();
          LoadGenerator telling = new LoadGenerator(suite.address("ingestion"), 8)) {
        Duration time = Duration.ofSeconds(seconds);
        Future<LoadGenerator.Run> told =
            teller.submit(() -> telling.inPace(shop::present, time, TAKEN_IN / BigShop.perBatch()));
        run = questions.inPace(() -> question(asking, token), time, asked);
        taken = told.get();
        held = looks.seen();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } catch (ExecutionException e) {
        throw new IOException("events could not be told", e.getCause());
      }
      double beside = taken.perSecond() * BigShop.perBatch();
      results.add(
          "answersPerSecond",
          run.perSecond(),
          "%,.0f answers/s of %,d asked (goal %,d)".formatted(run.perSecond(), asked, ASKED));
      results.add(
          "eventsBesidePerSecond",
          beside,
          "%,.0f events/s meanwhile (goal %,d)".formatted(beside, TAKEN_IN));
      results.add(
          "answers",
          run.latency(),
          "%s (goal p99 %.0f ms)".formatted(run.latency().line(), GOAL_P99_MILLIS));
      results.add("residentMebibytes", held.mebibytes(), held.line());
      return run.latency().p99() < GOAL_P99_MILLIS
          && run.perSecond() >= KEPT * ASKED
          && beside >= KEPT * TAKEN_IN
          && held.isFlat();
    }
  }

  private static ByteBuffer question(BigShop shop, String token) {
    return ByteBuffer.wrap(
        Requests.get("/v1/recommendations?userId=" + shop.customer(), "Bearer " + token));
  }
}
