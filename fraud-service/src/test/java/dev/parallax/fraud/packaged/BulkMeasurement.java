package dev.parallax.fraud.packaged;

import static dev.parallax.fraud.FraudApi.decide;
import static dev.parallax.fraud.FraudApi.newCard;
import static dev.parallax.fraud.FraudApi.transaction;

import dev.parallax.fraud.HandbookShop;
import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.RealPostgres;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Not a test: how many transactions a second the packaged service takes from the log until their
 * decisions are stored, and which process spends its processor time on it. Processor time is said
 * because it is the same on a busy machine, where seconds are not. See docs/performance.md.
 */
final class BulkMeasurement {
  private static final int DAY_SECONDS = 86_400;

  private BulkMeasurement() {}

  /**
   * @param args rounds of import, each of about {@code cards * 60} payments; cards
   */
  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    int cards = args.length > 1 ? Integer.parseInt(args[1]) : 500;
    RealKafka kafka = new RealKafka();
    RealPostgres postgres = new RealPostgres();
    Map<String, String> settings = new HashMap<>(kafka.start());
    settings.putAll(postgres.start());
    Path state = Files.createTempDirectory("fraud-state");
    try (PackagedService service = new PackagedService(settings, state)) {
      System.out.printf("ready after %d ms%n", service.start().toMillis());
      RestAssured.baseURI = "http://localhost";
      RestAssured.port = service.uri("/").getPort();
      System.out.printf("resident %d MiB%n", service.residentMebibytes());
      for (int round = 0; round < rounds; round++) {
        importOnce(service, round, cards);
      }
      singles(300);
      singles(1_000);
    } finally {
      kafka.stop();
      postgres.stop();
    }
  }

  private static void importOnce(PackagedService service, int round, int cards) throws IOException {
    int today = (int) (Instant.now().getEpochSecond() / DAY_SECONDS);
    List<HandbookShop.Truth> truths =
        new HandbookShop(5 + round, cards, 800, 30, today - 31).payments();
    BulkImport bulk = new BulkImport("r" + round + "-", truths);
    Map<String, Double> cpu = processorSeconds();
    long from = System.nanoTime();
    bulk.publish();
    bulk.awaitStored(Duration.ofMinutes(5));
    double seconds = (System.nanoTime() - from) / 1e9;
    Map<String, Double> after = processorSeconds();
    StringBuilder spent = new StringBuilder();
    double total = 0;
    for (Map.Entry<String, Double> one : after.entrySet()) {
      double used = one.getValue() - cpu.getOrDefault(one.getKey(), 0.0);
      total += used;
      spent.append(" %s %.0f µs".formatted(one.getKey(), used * 1e6 / truths.size()));
    }
    System.out.printf(
        "round %d: %d in %.1f s: %.0f/s; processor time of each:%s, sum %.0f µs; resident %d MiB%n",
        round,
        truths.size(),
        seconds,
        truths.size() / seconds,
        spent,
        total * 1e6 / truths.size(),
        service.residentMebibytes());
  }

  /** By kind of process; this one, which sends, is left out. */
  private static Map<String, Double> processorSeconds() {
    Map<String, Double> seconds = new TreeMap<>();
    ProcessHandle.current()
        .descendants()
        .filter(process -> !kind(process).equals("other"))
        .forEach(process -> seconds.merge(kind(process), used(process), Double::sum));
    seconds.put("postgres", backends().mapToDouble(BulkMeasurement::used).sum());
    return seconds;
  }

  private static String kind(ProcessHandle process) {
    String commandLine = process.info().commandLine().orElse("");
    if (commandLine.contains("quarkus-run.jar")) {
      return "service";
    }
    return commandLine.contains("BrokerMain") ? "kafka" : "other";
  }

  private static double used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /** The server runs beside us, not below us; it knows its own processes. */
  private static Stream<ProcessHandle> backends() {
    List<ProcessHandle> backends = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pid from pg_stat_activity")) {
      while (row.next()) {
        ProcessHandle.of(row.getLong(1)).ifPresent(backends::add);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return backends.stream();
  }

  private static void singles(int count) {
    String card = newCard();
    Instant start = Instant.now().minus(Duration.ofHours(3));
    long[] micros = new long[count];
    for (int i = 0; i < count; i++) {
      Map<String, Object> transaction = transaction(card, start.plusSeconds(i));
      long from = System.nanoTime();
      decide(transaction).statusCode(200);
      micros[i] = (System.nanoTime() - from) / 1_000;
    }
    Arrays.sort(micros);
    System.out.printf(
        "%d single decisions: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms%n",
        count,
        micros[count / 2] / 1e3,
        micros[count * 95 / 100] / 1e3,
        micros[count * 99 / 100] / 1e3);
  }
}
