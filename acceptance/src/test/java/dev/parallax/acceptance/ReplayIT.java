package dev.parallax.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.process.ProcessId;
import dev.parallax.local.secrets.SecretsFile;
import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.suite.ProcessState;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service whose store is gone gets it back from the archive, and nobody else notices. */
@Order(60)
class ReplayIT {
  private static final String SERVICE = "segmentation";

  /** First what the others refer to. */
  private static final List<String> TOPICS =
      List.of(
          "privacy-requests",
          "customer-profiles",
          "identity-splits",
          "identity-merges",
          "catalog",
          "customer-events",
          "transactions",
          "feedback");

  private final Suite suite = Suite.shared();
  private final SuiteClient client = suite.client().patient(Duration.ofMinutes(2));

  @TempDir private Path folder;

  @Test
  void aServiceThatLostItsStoreCountsTheSameAfterAReplayAndTheOthersCountNothingTwice()
      throws IOException, SQLException {
    ShopPlan plan = new ShopPlan(31, 150, 90, Instant.now().truncatedTo(ChronoUnit.DAYS));
    ToldFiles files = ToldFiles.write(plan, 300, folder);
    Counts beginning = Counts.now(client);
    for (Map.Entry<Path, String> file :
        Map.of(files.behaviour(), "events", files.payments(), "transactions").entrySet()) {
      String job =
          client.upload(file.getKey(), Map.of("mapping", file.getValue())).path("id").asText();
      client.await(job, state -> {}, Duration.ofMinutes(2));
    }
    Counts.awaitGrowth(
        client,
        beginning,
        Map.of(
            "segmentation.events", files.events(),
            "segmentation.transactions", 300L,
            "experience.events", files.events(),
            "recommendation.orders", files.orders(),
            "fraud.transactions", 300L),
        Duration.ofMinutes(2));
    Counts before = Counts.now(client);

    loseStore();
    ProcessId old = suite.kill(SERVICE);
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              ProcessState now = suite.process(SERVICE);
              return now.phase() == ProcessState.Phase.READY && !now.id().equals(old);
            });
    assertThat(Counts.now(client).of("segmentation.events")).as("events left").isZero();

    long began = System.nanoTime();
    for (String topic : TOPICS) {
      String job =
          client
              .post(
                  "/v1/replays",
                  Map.of(
                      "topic",
                      topic,
                      "from",
                      "2000-01-01T00:00:00Z",
                      "service",
                      SERVICE,
                      "lost",
                      true))
              .path("id")
              .asText();
      client.await(job, state -> {}, Duration.ofMinutes(5));
    }
    Counts.awaitGrowth(client, before, unchanged(before), Duration.ofMinutes(3));
    System.out.printf(
        "everything back after %.1f s: %,d events%n",
        Suite.seconds(began), before.of("segmentation.events"));
  }

  /** What other services and the topics themselves count stays, too. */
  private static Map<String, Long> unchanged(Counts before) {
    Map<String, Long> unchanged = new TreeMap<>();
    before.byName().keySet().forEach(name -> unchanged.put(name, 0L));
    return unchanged;
  }

  /** The service makes its tables anew when it starts again. */
  private void loseStore() throws IOException, SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s"
                    .formatted(suite.process("postgres").port(), SERVICE),
                "postgres",
                SecretsFile.read(suite.home()).postgresPassword());
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema public cascade");
      statement.execute("create schema public authorization " + SERVICE);
    }
  }
}
