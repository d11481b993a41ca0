package dev.parallax.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.process.ProcessId;
import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.shop.life.Channel;
import dev.parallax.local.shop.life.Occurrence;
import dev.parallax.local.shop.life.ShopLife;
import dev.parallax.local.suite.ProcessState;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes die in the middle of the work, as they do; nothing is lost and nothing counts twice.
 */
@Order(3)
class FaultIT {

  private static final ShopPlan PLAN =
      new ShopPlan(99, 700, 365, Instant.now().truncatedTo(ChronoUnit.DAYS));

  private final Suite suite = Suite.shared();
  private final SuiteClient client = suite.client();

  @TempDir private Path folder;

  @Test
  void everyServiceKilledInTurnDuringAnImportLeavesEveryCountExact() throws IOException {
    Path file = folder.resolve("events.jsonl");
    Map<String, Long> expected = write(file);
    long rows = expected.get("segmentation.events");
    Counts before = Counts.now(client);

    String job = client.upload(file, Map.of("mapping", "events")).path("id").asText();
    List<String> killed = new ArrayList<>();
    for (String service : Counts.SERVICES) {
      long done = progress(job);
      if (service.equals("ingestion")) {
        done = awaitHalfway(job);
      }
      ProcessId old = suite.kill(service);
      killed.add("%s at row %,d".formatted(service, done));
      awaitBack(service, old);
    }
    JsonNode end = client.await(job, state -> {}, Duration.ofMinutes(4));

    System.out.printf("killed: %s of %,d%n", killed, rows);
    assertThat(end.at("/result/accepted").asLong()).isEqualTo(rows);
    assertThat(end.at("/result/rejected").asLong()).isZero();
    Counts.awaitGrowth(client, before, expected, Duration.ofMinutes(2));
    System.out.printf("exact after five kills: %s%n", expected);
  }

  /** Writes the life's behaviour as JSON lines and counts it on the way. */
  private static Map<String, Long> write(Path file) throws IOException {
    long events = 0;
    long orders = 0;
    long refunds = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Occurrence occurrence : new ShopLife(PLAN)) {
        if (occurrence.channel() == Channel.BEHAVIOUR) {
          events++;
          Object event = occurrence.body().get("event");
          orders += "Order Completed".equals(event) ? 1 : 0;
          refunds += "Order Refunded".equals(event) ? 1 : 0;
          out.write(SuiteClient.JSON.writeValueAsString(occurrence.body()));
          out.newLine();
        }
      }
    }
    Map<String, Long> expected = new HashMap<>();
    for (String service : List.of("segmentation", "experience")) {
      expected.put(service + ".events", events);
      expected.put(service + ".orders", orders);
      expected.put(service + ".refunds", refunds);
    }
    expected.put("recommendation.orders", orders);
    expected.put("recommendation.refunds", refunds);
    return expected;
  }

  private long progress(String job) throws IOException {
    return client.get("/v1/jobs/" + job).path("done").asLong();
  }

  /** Some rows are in and some are not: where a crash hurts most. */
  private long awaitHalfway(String job) {
    long[] done = {0};
    Awaitility.await("the import to be under way")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> (done[0] = progress(job)) > 0);
    return done[0];
  }

  private void awaitBack(String service, ProcessId old) {
    Awaitility.await(service + " to be restarted")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              ProcessState now = suite.process(service);
              return now.phase() == ProcessState.Phase.READY && !now.id().equals(old);
            });
    assertThat(old.alive()).isEmpty();
  }
}
