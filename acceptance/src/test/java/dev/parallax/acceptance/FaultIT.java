package dev.parallax.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.process.ProcessId;
import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.suite.ProcessState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes die in the middle of the work, as they do; nothing is lost and nothing counts twice.
 */
@Order(40)
class FaultIT {

  private static final ShopPlan PLAN =
      new ShopPlan(99, 700, 365, Instant.now().truncatedTo(ChronoUnit.DAYS));
  private static final int PAYMENTS = 6_000;

  /** Who is killed when how much of the import is done. */
  private static final Map<String, Double> KILLS = new LinkedHashMap<>();

  static {
    KILLS.put("segmentation", 0.05);
    KILLS.put("recommendation", 0.2);
    KILLS.put("experience", 0.35);
    KILLS.put("ingestion", 0.5);
  }

  private final Suite suite = Suite.shared();
  private final SuiteClient client = suite.client().patient(Duration.ofMinutes(2));
  private final Map<String, ProcessId> killed = new LinkedHashMap<>();

  @TempDir private Path folder;

  @Test
  void everyServiceKilledInTurnDuringAnImportLeavesEveryCountExact() throws IOException {
    ToldFiles files = ToldFiles.write(PLAN, PAYMENTS, folder);
    Counts before = Counts.now(client);

    String payments = upload(files.payments(), "transactions");
    String behaviour = upload(files.behaviour(), "events");
    until("payments to be scored", () -> scoredSince(before) > 0);
    assertThat(scoredSince(before)).as("scored when fraud is killed").isLessThan(PAYMENTS);
    kill("fraud");
    for (Map.Entry<String, Double> next : KILLS.entrySet()) {
      until("the import to get on", () -> share(behaviour) >= next.getValue());
      assertThat(share(behaviour)).as("done when " + next.getKey() + " is killed").isLessThan(1);
      kill(next.getKey());
    }
    killed.forEach(this::awaitBack);
    JsonNode end = client.await(behaviour, state -> {}, Duration.ofMinutes(4));
    JsonNode paid = client.await(payments, state -> {}, Duration.ofMinutes(4));

    assertStatusTellsOfEveryRestart();
    assertThat(end.at("/result/accepted").asLong()).isEqualTo(files.events());
    assertThat(end.at("/result/rejected").asLong()).isZero();
    assertThat(paid.at("/result/accepted").asLong()).isEqualTo(PAYMENTS);
    Counts.awaitGrowth(client, before, expected(files), Duration.ofMinutes(2));
    System.out.printf("exact after five kills: %s%n", expected(files));
  }

  private static Map<String, Long> expected(ToldFiles files) {
    Map<String, Long> expected = new LinkedHashMap<>();
    for (String service : List.of("segmentation", "experience")) {
      expected.put(service + ".events", files.events());
      expected.put(service + ".orders", files.orders());
      expected.put(service + ".refunds", files.refunds());
    }
    expected.put("recommendation.orders", files.orders());
    expected.put("recommendation.refunds", files.refunds());
    expected.put("segmentation.transactions", (long) PAYMENTS);
    expected.put("fraud.transactions", (long) PAYMENTS);
    expected.put("fraud.decisions", (long) PAYMENTS);
    return expected;
  }

  private String upload(Path file, String mapping) throws IOException {
    return client.upload(file, Map.of("mapping", mapping)).path("id").asText();
  }

  private void kill(String service) throws IOException {
    killed.put(service, suite.kill(service));
  }

  private long scoredSince(Counts before) throws IOException {
    return Counts.now(client).of("fraud.decisions") - before.of("fraud.decisions");
  }

  private double share(String job) throws IOException {
    JsonNode state = client.get("/v1/jobs/" + job);
    double total = state.path("total").asDouble();
    return total > 0 ? state.path("done").asDouble() / total : 0;
  }

  private static void until(String what, Callable<Boolean> reached) {
    Awaitility.await(what)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .until(reached);
  }

  private void awaitBack(String service, ProcessId old) {
    until(
        service + " to be restarted",
        () -> {
          ProcessState now = suite.process(service);
          return now.phase() == ProcessState.Phase.READY && !now.id().equals(old);
        });
    assertThat(old.alive()).isEmpty();
  }

  private void assertStatusTellsOfEveryRestart() throws IOException {
    Script.Result status = suite.run("status");
    System.out.println(status.output());
    assertThat(status.exit()).as(status.output()).isZero();
    for (String service : Counts.SERVICES) {
      assertThat(suite.process(service).restarts()).as("restarts of " + service).isEqualTo(1);
      assertThat(status.output())
          .containsPattern("(?m)^%s +ready .* (s|min|h) +1 +\\d+ MiB".formatted(service));
    }
  }
}
