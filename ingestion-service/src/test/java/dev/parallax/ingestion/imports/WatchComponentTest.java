package dev.parallax.ingestion.imports;

import static dev.parallax.ingestion.Callers.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.MovingClock;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that nobody sends: put into a folder. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class WatchComponentTest {
  private final String unique = Long.toString(System.nanoTime(), 36);
  private final String mapping = "drop-" + unique;
  private final Path folder = Path.of(IngestionSettings.WATCHED, mapping);

  @Inject Jobs jobs;
  @Inject ImportForms forms;
  @Inject Clock clock;

  @BeforeEach
  void makeTheMapping() {
    Watching.putMapping(mapping);
  }

  @Test
  void aFileThatIsWholeIsTakenOnceByTwoReplicasAndLiesInDoneWithItsReport() throws Exception {
    Files.createDirectories(folder);
    FolderWatch other =
        new FolderWatch(Watching.folder(Path.of(IngestionSettings.WATCHED)), forms, jobs, clock);
    Files.writeString(
        folder.resolve("a.csv"), "who,run\nu0,%1$s\nu1,%1$s\nu2,%1$s\nu3,%1$s\n".formatted(unique));
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
    assertThat(Watching.events(unique)).hasSize(4);
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
  void aFileThatIsStillBeingWrittenStaysUntilItHasRested() throws Exception {
    Path all = Files.createTempDirectory("watched");
    Path own = Files.createDirectories(all.resolve(mapping));
    Path slow = own.resolve("slow.csv");
    Path copied = own.resolve("copied.csv");
    MovingClock time = new MovingClock(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    FolderWatch watch = new FolderWatch(Watching.folder(all), forms, jobs, time);
    Files.writeString(slow, "who,run\n");
    Files.writeString(copied, "who,run\n");
    for (int i = 0; i < 4; i++) {
      append(slow, "u" + i, time.instant());
      append(copied, "c" + i, Instant.EPOCH); // with the time of what it is a copy of
      watch.look();
      assertThat(List.of(slow, copied)).allMatch(Files::exists);
      time.move(Duration.ofMillis(600));
    }
    watch.look();
    assertThat(slow).as("600 ms after it grew").exists();
    assertThat(copied).as("of the same size at two looks").doesNotExist();
    time.move(Duration.ofMillis(399));
    watch.look();
    assertThat(slow).as("999 ms after it grew").exists();
    time.move(Duration.ofMillis(1));
    watch.look();
    assertThat(slow).as("a second after it grew").doesNotExist();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(Watching.events(unique)).hasSize(8));
  }

  private void append(Path file, String who, Instant changedAt) throws IOException {
    Files.writeString(file, who + "," + unique + "\n", StandardOpenOption.APPEND);
    Files.setLastModifiedTime(file, FileTime.from(changedAt));
  }

  @Test
  void aFolderThatCannotBeReadKeepsNoOtherFromBeingTaken() throws Exception {
    Path all = Files.createTempDirectory("watched");
    Path bad = Files.createDirectories(all.resolve("a-" + mapping));
    Files.writeString(bad.resolve("_taken"), "a file where the claims should be");
    Files.writeString(bad.resolve("a.csv"), "who,run\n");
    Path good = Files.createDirectories(all.resolve(mapping));
    Files.writeString(good.resolve("b.csv"), "who,run\nu," + unique + "\n");
    FolderWatch watch = new FolderWatch(Watching.folder(all), forms, jobs, clock);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              watch.look();
              return Files.exists(good.resolve("done/b.csv"));
            });
    assertThat(Files.exists(bad.resolve("a.csv"))).isTrue();
  }

  @Test
  void whatLiesInDoneGoesWithItsReportAfterItsTimeHoweverOldTheFileIs() throws Exception {
    Path done = Files.createDirectories(folder.resolve("done"));
    Path failed = Files.createDirectories(folder.resolve("failed"));
    for (Path file : List.of(done.resolve("a.csv"), failed.resolve("b.csv"))) {
      Files.writeString(file, "who,run\n");
      Files.writeString(file.resolveSibling(file.getFileName() + ".report.json"), "{}");
      Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(Duration.ofDays(900))));
    }
    Files.writeString(done.resolve("somebody's.txt"), "no report");
    sweep(Duration.ofDays(30), Duration.ofDays(29));
    sweep(Duration.ZERO, Duration.ofDays(900));
    assertThat(names(done)).containsExactly("a.csv", "a.csv.report.json", "somebody's.txt");
    sweep(Duration.ofDays(30), Duration.ofDays(31));
    assertThat(names(done)).containsExactly("somebody's.txt");
    assertThat(names(failed)).containsExactly("b.csv", "b.csv.report.json");
  }

  private void sweep(Duration retention, Duration later) {
    WatchConfig config = Watching.folder(Path.of(IngestionSettings.WATCHED)).keeping(retention);
    new DoneFiles(config, Clock.offset(clock, later)).sweep();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String like(String text) {
    return "%" + text + "%";
  }
}
