package dev.parallax.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.acceptance.Counts;
import dev.parallax.acceptance.Suite;
import dev.parallax.local.http.Credentials;
import dev.parallax.local.http.SuiteClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A 2xx is a promise: whatever is killed meanwhile, what was acknowledged is on the log, nothing
 * else is, and every service counts it once. One minute by default; {@code
 * -Dparallax.chaos.minutes=5 -Dparallax.chaos.seed=…} makes it another time and order.
 */
@Order(45)
class DurabilityIT {
  private static final int SENDERS = 4;
  private static final List<String> TOPICS = List.of("customer-events", "transactions");
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private final double minutes =
      Double.parseDouble(System.getProperty("parallax.chaos.minutes", "1"));
  private final long seed = Long.getLong("parallax.chaos.seed", 20_260_131);
  private final Suite suite = Suite.shared();
  private final SuiteClient client = suite.client().patient(Duration.ofMinutes(2));

  @Test
  void whatWasAcknowledgedIsOnTheLogAndCountsOnceWhoeverWasKilledMeanwhile()
      throws IOException, InterruptedException, ExecutionException {
    String run = mark();
    LogTail tail = new LogTail("127.0.0.1:" + suite.process("kafka").port(), TOPICS);
    Counts before = Counts.now(client);
    Killer killer = new Killer(suite, seed);
    URI ingestion = suite.state().address("ingestion").orElseThrow();
    long end = System.nanoTime() + (long) (minutes * 60e9);
    List<Sender.Acknowledged> acknowledged = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
      List<Future<Sender.Acknowledged>> senders = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        senders.add(
            threads.submit(new Sender(ingestion, Credentials.of(suite.home()), run, i, end)));
      }
      killer.run(end);
      for (Future<Sender.Acknowledged> sender : senders) {
        acknowledged.add(sender.get());
      }
    }
    awaitSpoolDrained();

    List<String> events = all(acknowledged, a -> a.events);
    List<String> payments = all(acknowledged, a -> a.payments);
    List<String> log = tail.ids("customer-events", run);
    List<String> paid = tail.ids("transactions", run);
    report(killer, acknowledged, log.size() - events.size(), paid.size() - payments.size());
    assertThat(new HashSet<>(log)).isEqualTo(new HashSet<>(events));
    assertThat(new HashSet<>(paid)).isEqualTo(new HashSet<>(payments));
    for (Sender.Acknowledged one : acknowledged) {
      HashSet<String> own = new HashSet<>(one.events);
      assertThat(log.stream().distinct().filter(own::contains).toList())
          .as("a customer's events in their order")
          .containsExactlyElementsOf(one.events);
    }
    int orders = acknowledged.stream().mapToInt(a -> a.orders).sum();
    Counts.awaitGrowth(
        client, before, expected(events.size(), orders, payments.size()), Duration.ofMinutes(4));
  }

  /** Another one each time, since the suite knows what it was told before. */
  private static String mark() {
    return ThreadLocalRandom.current()
        .ints(8, 0, LETTERS.length())
        .mapToObj(i -> LETTERS.substring(i, i + 1))
        .collect(Collectors.joining("", "chaos", ""));
  }

  private static Map<String, Long> expected(long events, long orders, long payments) {
    Map<String, Long> expected = new HashMap<>();
    for (String service : List.of("segmentation", "experience")) {
      expected.put(service + ".events", events);
      expected.put(service + ".orders", orders);
    }
    expected.put("recommendation.orders", orders);
    expected.put("segmentation.transactions", payments);
    expected.put("fraud.transactions", payments);
    expected.put("fraud.decisions", payments);
    return expected;
  }

  private static List<String> all(
      List<Sender.Acknowledged> acknowledged, Function<Sender.Acknowledged, List<String>> of) {
    return acknowledged.stream().flatMap(a -> of.apply(a).stream()).toList();
  }

  private void awaitSpoolDrained() {
    Awaitility.await("the spool to be drained")
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptionsMatching(IOException.class::isInstance)
        .until(() -> !client.get("/v1/ingestion/rate").at("/spool/open").asBoolean(true));
  }

  private void report(
      Killer killer, List<Sender.Acknowledged> acknowledged, int again, int paidAgain) {
    long[] micros =
        acknowledged.stream().flatMap(a -> a.micros.stream()).mapToLong(m -> m).sorted().toArray();
    System.out.printf(
        "durability: %.1f minutes, seed %d, killed %s; acknowledged %,d events and %,d payments;"
            + " refused %,d, broken %,d requests; on the log twice %,d and %,d;"
            + " acknowledged after p50 %d ms, p99 %d ms, at most %d ms%n",
        minutes,
        seed,
        killer.kills(),
        all(acknowledged, a -> a.events).size(),
        all(acknowledged, a -> a.payments).size(),
        acknowledged.stream().mapToInt(a -> a.refused).sum(),
        acknowledged.stream().mapToInt(a -> a.broken).sum(),
        again,
        paidAgain,
        micros[micros.length / 2] / 1000,
        micros[micros.length * 99 / 100] / 1000,
        micros[micros.length - 1] / 1000);
  }
}
