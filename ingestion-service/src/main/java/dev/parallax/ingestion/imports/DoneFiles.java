package dev.parallax.ingestion.imports;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Deletes what was taken in from watched folders, since it still holds what it held. The age is
 * that of the report: a file that is moved keeps the time at which somebody wrote it, years ago.
 * What lies there without a report is not ours.
 */
@ApplicationScoped
class DoneFiles {
  private static final Logger LOG = Logger.getLogger(DoneFiles.class);

  private final WatchConfig config;
  private final Clock clock;

  DoneFiles(WatchConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** Several replicas may do the same, and it may be repeated. */
  @Scheduled(every = "1h", delayed = "4m")
  void sweep() {
    Duration kept = config.doneRetention();
    Path directory = config.directory().filter(Files::isDirectory).orElse(null);
    if (directory == null || !kept.isPositive()) {
      return;
    }
    Instant before = clock.instant().minus(kept);
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(directory, folder -> Files.isDirectory(done(folder)))) {
      for (Path folder : folders) {
        sweep(done(folder), before);
      }
    } catch (IOException e) {
      // Its message has the path.
      LOG.errorf("watched folder cannot be swept cause=%s", e.getClass().getSimpleName());
    }
  }

  private static Path done(Path folder) {
    return folder.resolve(FolderWatch.DONE);
  }

  private static void sweep(Path done, Instant before) throws IOException {
    int deleted = 0;
    try (DirectoryStream<Path> reports = Files.newDirectoryStream(done, "*" + FolderWatch.REPORT)) {
      for (Path report : reports) {
        if (isOlder(report, before)) {
          String name = report.getFileName().toString();
          String file = name.substring(0, name.length() - FolderWatch.REPORT.length());
          Files.deleteIfExists(done.resolve(file));
          // Last: what a crash leaves in between still has its report.
          Files.deleteIfExists(report);
          deleted++;
        }
      }
    }
    if (deleted > 0) {
      LOG.infof(
          "files taken in are deleted folder=%s files=%d", done.getParent().getFileName(), deleted);
    }
  }

  private static boolean isOlder(Path report, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(report).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false; // Another replica was first.
    }
  }
}
