package dev.parallax.ingestion.imports;

import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The folder of files that wait or are being taken in, each by the id of its job. They hold
 * personal data.
 */
@ApplicationScoped
class Spool {
  private static final Logger LOG = Logger.getLogger(Spool.class);

  /** Longer than a sender is silent within an upload, and than an upload waits for its job. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private static final String PARTIAL = ".part";

  private final Path directory;
  private final Jobs jobs;
  private final Clock clock;

  Spool(ImportsConfig config, Jobs jobs, Clock clock) {
    this.clock = clock;
    this.directory = config.directory();
    this.jobs = jobs;
  }

  /** Takes an uploaded file over. */
  void store(String jobId, Path upload) throws IOException {
    Files.createDirectories(directory);
    // Under another name first: a copy between file systems that a crash cuts short must not look
    // whole.
    Path partial = directory.resolve(jobId + PARTIAL);
    Files.move(upload, partial, StandardCopyOption.REPLACE_EXISTING);
    Files.move(partial, path(jobId), StandardCopyOption.ATOMIC_MOVE);
  }

  Path path(String jobId) {
    return directory.resolve(jobId);
  }

  void delete(String jobId) {
    delete(path(jobId));
  }

  /**
   * What crashes left behind: files whose job has ended, and those that never got one, be it within
   * the upload.
   */
  @Scheduled(every = "1h", delayed = "5m")
  void sweep() throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory, 2)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      boolean over =
          jobs.find(file.getFileName().toString())
              .map(Job::finished)
              .orElseGet(() -> isAbandoned(file));
      if (over) {
        delete(file);
      }
    }
  }

  private boolean isAbandoned(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(clock.instant().minus(ABANDONED));
    } catch (IOException e) {
      return false; // It went where it belongs meanwhile.
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warnf(
          "import file cannot be deleted id=%s cause=%s",
          file.getFileName(), e.getClass().getSimpleName());
    }
  }
}
