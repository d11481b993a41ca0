package dev.parallax.ingestion.imports;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.staff;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.RealS3;
import dev.parallax.ingestion.bucket.Buckets;
import dev.parallax.ingestion.bucket.TestBuckets;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.testing.WithRealServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that nobody sends: put into a folder, or into a bucket. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class WatchComponentTest {
  private final String unique = Long.toString(System.nanoTime(), 36);
  private final String mapping = "drop-" + unique;
  private final Path folder = Path.of(IngestionSettings.WATCHED, mapping);

  @Inject Jobs jobs;
  @Inject ImportForms forms;
  @Inject Imports imports;
  @Inject ImportsConfig spool;
  @Inject AgroalDataSource store;
  @Inject Clock clock;

  @BeforeEach
  void makeTheMapping() {
    staff("admin")
        .contentType("text/plain; charset=UTF-8")
        .body(
            """
            format: {type: csv}
            target: track
            fields:
              userId: who
              event: {value: Dropped}
              properties.run: run
            """)
        .put("/v1/imports/mappings/" + mapping)
        .then()
        .statusCode(200);
  }

  @Test
  void aFileThatIsWholeIsTakenOnceByTwoReplicasAndLiesInDoneWithItsReport() throws Exception {
    Files.createDirectories(folder);
    FolderWatch other =
        new FolderWatch(watching(Path.of(IngestionSettings.WATCHED)), forms, jobs, clock);
    Path file = folder.resolve("a.csv");
    Files.writeString(file, "who,run\n");
    for (int i = 0; i < 4; i++) { // It is still being written, more slowly than is looked.
      Files.writeString(file, "u" + i + "," + unique + "\n", StandardOpenOption.APPEND);
      other.look();
      int seen = i;
      Awaitility.await()
          .pollDelay(Duration.ofMillis(600))
          .until(() -> Files.exists(file) && seen < 4);
    }
    Files.writeString(folder.resolve("bad.csv"), "something,else\n1,2\n");
    Files.writeString(folder.resolve("later.csv.part"), "who,run\n");
    try (ExecutorService second = Executors.newSingleThreadExecutor()) {
      Callable<Boolean> look =
          () -> {
            other.look();
            return Files.exists(folder.resolve("done/a.csv"));
          };
      second
          .submit(
              () ->
                  Awaitility.await()
                      .pollInSameThread()
                      .pollInterval(Duration.ofMillis(50))
                      .atMost(Duration.ofSeconds(30))
                      .until(look))
          .get();
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                Files.exists(folder.resolve("done/a.csv"))
                    && Files.exists(folder.resolve("failed/bad.csv")));
    JsonNode report =
        EventJson.read(
            Files.readAllBytes(folder.resolve("done/a.csv.report.json")), JsonNode.class);
    assertThat(report.path("result").path("accepted").asInt()).isEqualTo(4);
    assertThat(Files.readString(folder.resolve("failed/bad.csv.report.json")))
        .contains("missing: run, who");
    assertThat(events()).hasSize(4);
    assertThat(Files.exists(folder.resolve("later.csv.part"))).isTrue();
    try (Stream<Path> left = Files.list(folder.resolve("_taken"))) {
      assertThat(left).isEmpty();
    }
    for (String kept : List.of("job", "audit")) {
      assertThat(query("select count(*) from " + kept + " k where k::text like ?", like(mapping)))
          .as("jobs of both files in " + kept)
          .isNotEqualTo("0");
      assertThat(
              query(
                  "select count(*) from " + kept + " k where k::text like ?",
                  like(mapping + "%.csv")))
          .as("names in " + kept)
          .isEqualTo("0");
    }
  }

  @Test
  void anObjectOfABucketIsTakenOnceHoweverManyReplicasLookAndAgainWhenItChanges() throws Exception {
    Buckets buckets = TestBuckets.open();
    buckets.put(RealS3.DROP, unique + "/a.csv", "who,run\nu1," + unique + "\nu2," + unique + "\n");
    List<BucketWatch> replicas = Stream.generate(() -> watch(buckets)).limit(4).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (var looked :
          threads.invokeAll(replicas.stream().map(r -> Executors.callable(r::look)).toList())) {
        looked.get();
      }
    }
    replicas.getFirst().look();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> events().size() >= 2);
    assertThat(taken()).isEqualTo("1");
    buckets.put(RealS3.DROP, unique + "/a.csv", "who,run\nu3," + unique + "\n");
    replicas.getLast().look();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> events().size() == 3);
    assertThat(taken()).isEqualTo("2");
  }

  private static String like(String text) {
    return "%" + text + "%";
  }

  private String taken() {
    return query("select count(*) from import_object where key like ?", unique + "%");
  }

  private List<JsonNode> events() {
    return Log.values(Topics.CUSTOMER_EVENTS).stream()
        .filter(e -> unique.equals(e.path("properties").path("run").asText()))
        .toList();
  }

  private BucketWatch watch(Buckets buckets) {
    return new BucketWatch(watching(null), forms, buckets, imports, spool, jobs, store, clock);
  }

  private WatchConfig watching(Path directory) {
    return new WatchConfig() {
      @Override
      public Optional<Path> directory() {
        return Optional.ofNullable(directory);
      }

      @Override
      public Duration every() {
        return Duration.ofSeconds(1);
      }

      @Override
      public Duration settle() {
        return Duration.ofSeconds(1);
      }

      @Override
      public Map<String, Meaning> folders() {
        return Map.of();
      }

      @Override
      public Map<String, Watched> buckets() {
        return Map.of("tests", new Drop());
      }
    };
  }

  private final class Drop implements WatchConfig.Watched, WatchConfig.Meaning {
    @Override
    public String bucket() {
      return RealS3.DROP;
    }

    @Override
    public String prefix() {
      return unique + "/";
    }

    @Override
    public WatchConfig.Meaning meaning() {
      return this;
    }

    @Override
    public Optional<String> mapping() {
      return Optional.of(mapping);
    }

    @Override
    public Optional<String> source() {
      return Optional.empty();
    }

    @Override
    public Optional<String> consent() {
      return Optional.empty();
    }
  }
}
