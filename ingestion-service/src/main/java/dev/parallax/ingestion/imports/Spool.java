package dev.parallax.ingestion.imports;

import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  private final Path directory;
  private final Jobs jobs;

  Spool(ImportsConfig config, Jobs jobs) {
    this.directory = config.directory();
    this.jobs = jobs;
  }

  /** Takes an uploaded file over. */
  void store(String jobId, Path upload) throws IOException {
    Files.createDirectories(directory);
    // Under another name first: a copy between file systems that a crash cuts short must not look
    // whole.
    Path partial = directory.resolve(jobId + ".part");
    Files.move(upload, partial, StandardCopyOption.REPLACE_EXISTING);
    Files.move(partial, path(jobId), StandardCopyOption.ATOMIC_MOVE);
  }

  Path path(String jobId) {
    return directory.resolve(jobId);
  }

  void delete(String jobId) {
    try {
      Files.deleteIfExists(path(jobId));
    } catch (IOException e) {
      LOG.warnf(
          "import file cannot be deleted id=%s cause=%s", jobId, e.getClass().getSimpleName());
    }
  }

  /** What crashes left behind: files whose job has ended. */
  @Scheduled(every = "1h", delayed = "5m")
  void sweep() throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    List<String> names;
    try (Stream<Path> files = Files.list(directory)) {
      names = files.map(file -> file.getFileName().toString()).toList();
    }
    names.stream()
        .filter(name -> jobs.find(name).map(Job::finished).orElse(false))
        .forEach(this::delete);
  }
}
