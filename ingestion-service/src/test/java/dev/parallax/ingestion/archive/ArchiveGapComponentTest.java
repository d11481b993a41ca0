package dev.parallax.ingestion.archive;

import static dev.parallax.ingestion.archive.Duck.duck;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.WithRealServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention that passes the archive's reader. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ArchiveGapComponentTest {
  private static final int PARTITIONS = 4;
  private static final int EVENTS = 600;

  private final String topic = "forgotten-" + Long.toString(System.nanoTime(), 36);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Inject ArchiveStore store;
  @Inject ArchiveKeeper keeper;
  @Inject LateEvents late;

  @Test
  void whatTheLogForgotIsCountedOnceAndEverythingElseIsArchived(@TempDir Path directory)
      throws Exception {
    Archiving.create(topic);
    Archiving.send(topic, EVENTS);
    ArchiveLoop first = loop(directory, 1_000_000);
    first.start();
    await(EVENTS);
    first.stop(Duration.ofSeconds(5));
    assertThat(missed()).isZero();

    Archiving.sendOneByOne(topic, EVENTS);
    forgetAllBut(100);
    long whileAway = EVENTS - PARTITIONS * 100L;
    ArchiveLoop slow = loop(directory, 100);
    slow.start();
    await(EVENTS + whileAway + 1);
    assertThat(missed()).as("passed while nobody read").isEqualTo(whileAway);

    forgetAllBut(10);
    await(2 * EVENTS);
    slow.stop(Duration.ofSeconds(5));
    keeper.finish(new FolderPlace(directory), Instant.now().plusSeconds(60));
    assertThat(missed()).as("passed while it was read").isGreaterThan(whileAway);
    assertThat(
            Long.parseLong(
                duck(
                    "select count(*) from read_parquet('"
                        + directory
                        + "/topic=*/*/*/*.parquet')")))
        .isEqualTo(2 * EVENTS - missed());
  }

  private long missed() {
    return (long) meters.counter("parallax.archive.missed", "topic", topic).count();
  }

  private void await(long offsets) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> store.offsets(topic).values().stream().mapToLong(o -> o).sum() >= offsets);
  }

  private void forgetAllBut(int newest) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", RealKafka.bootstrapServers()))) {
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
      Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
      admin
          .listOffsets(asked)
          .all()
          .get()
          .forEach(
              (partition, end) ->
                  deleted.put(partition, RecordsToDelete.beforeOffset(end.offset() - newest)));
      admin.deleteRecords(deleted).all().get();
    }
  }

  /** It fetches one record at a time, so that it has not read ahead. */
  private ArchiveLoop loop(Path directory, int perSecond) {
    Map<String, Object> settings = Archiving.settings(topic);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
    return new ArchiveLoop(
        List.of(topic),
        settings,
        new FolderPlace(directory),
        store,
        late,
        new ArchiveGaps(store, meters),
        Archiving.config(directory, perSecond));
  }
}
