package dev.parallax.ingestion.imports;

import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.store.StoreException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Takes in what is put into the subfolders of a folder. Renaming is what claims a file: of two
 * replicas one succeeds. What is claimed lies under the id of its job until that has ended, so that
 * a crash at any point leaves a file that the next look goes on with. Its name stays in that
 * folder: it may be a person's, and what is kept of a job has only the id.
 */
@ApplicationScoped
class FolderWatch {
  private static final Logger LOG = Logger.getLogger(FolderWatch.class);
  private static final String TAKEN = "_taken";
  private static final String FILE = "file";
  private static final String NAME = "name";
  static final String DONE = "done";

  /** After the name of a file that lies in {@link #DONE} or beside. */
  static final String REPORT = ".report.json";

  private static final String FAILED = "failed";

  /** Longer than it takes from claiming a file to queueing its job. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(30);

  private final WatchConfig config;
  private final ImportForms forms;
  private final Jobs jobs;
  private final Clock clock;
  private final Map<Path, Seen> seen = new HashMap<>();

  private record Seen(long size, Instant changedAt) {}

  FolderWatch(WatchConfig config, ImportForms forms, Jobs jobs, Clock clock) {
    this.config = config;
    this.forms = forms;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Scheduled(
      every = "${parallax.imports.watch.every:5s}",
      delayed = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    config.directory().filter(Files::isDirectory).ifPresent(this::look);
  }

  private void look(Path directory) {
    try {
      for (Path folder : list(directory)) {
        if (Files.isDirectory(folder) && !isHidden(folder)) {
          each(folder, folder, this::take);
          each(folder, folder, this::settle);
        }
      }
      seen.keySet().removeIf(file -> !Files.exists(file));
    } catch (IOException e) {
      // Its message has the path.
      LOG.errorf("watched folder cannot be read cause=%s", e.getClass().getSimpleName());
    } catch (StoreException e) {
      LOG.warn("watched folder waits for the database");
    }
  }

  /** What may fail without keeping others from being looked at. */
  private interface Look {
    void at(Path path) throws IOException;
  }

  /** The name of the file may be a person's, and the message of the exception has it. */
  private static void each(Path folder, Path path, Look look) {
    try {
      look.at(path);
    } catch (IOException e) {
      LOG.errorf(
          "watched folder or a file in it cannot be read or moved folder=%s cause=%s",
          folder.getFileName(), e.getClass().getSimpleName());
    }
  }

  private void take(Path folder) throws IOException {
    for (Path file : list(folder)) {
      each(folder, file, one -> take(folder, one));
    }
  }

  private void take(Path folder, Path file) throws IOException {
    if (Files.isRegularFile(file) && !isHidden(file) && isStable(file)) {
      String id = jobs.newId();
      Path taken = folder.resolve(TAKEN).resolve(id);
      Files.createDirectories(taken);
      Files.writeString(taken.resolve(NAME), file.getFileName().toString());
      try {
        Path claimed = taken.resolve(FILE);
        Files.move(file, claimed, StandardCopyOption.ATOMIC_MOVE);
        submit(folder, id, claimed);
      } catch (NoSuchFileException e) {
        delete(taken); // Another replica was first.
      }
    }
  }

  /** Whoever still writes it changes its size or time. */
  private boolean isStable(Path file) throws IOException {
    try {
      Seen now = new Seen(Files.size(file), Files.getLastModifiedTime(file).toInstant());
      boolean unchanged = now.equals(seen.put(file, now));
      return unchanged && !now.changedAt().isAfter(clock.instant().minus(config.settle()));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void submit(Path folder, String id, Path file) throws IOException {
    String name = folder.getFileName().toString();
    Optional<WatchConfig.Meaning> meaning = Optional.ofNullable(config.folders().get(name));
    try {
      ImportRequest request =
          forms.read(
              meaning.flatMap(WatchConfig.Meaning::mapping).orElse(name),
              null,
              meaning.flatMap(WatchConfig.Meaning::source).orElse(null),
              Authority.FULL, // who may configure it may
              meaning.flatMap(WatchConfig.Meaning::consent).orElse(null),
              null);
      jobs.submit(id, ImportJob.KIND, request.of(file).toParams());
      LOG.infof("watched file taken folder=%s id=%s", name, id);
    } catch (HttpProblem e) {
      LOG.warnf("watched file refused folder=%s cause=%s", name, e.getDetail());
      moveAway(folder, FAILED, id, file, Map.of("error", e.getDetail()));
    }
  }

  private void settle(Path folder) throws IOException {
    Path taken = folder.resolve(TAKEN);
    if (!Files.isDirectory(taken)) {
      return;
    }
    for (Path claim : list(taken)) {
      each(folder, claim, one -> settle(folder, one));
    }
  }

  private void settle(Path folder, Path claim) throws IOException {
    String id = claim.getFileName().toString();
    Optional<Path> file = Optional.of(claim.resolve(FILE)).filter(Files::exists);
    Optional<Job> job = jobs.find(id);
    if (file.isEmpty()) {
      deleteIfOld(claim);
    } else if (job.isEmpty() && isOld(claim)) {
      submit(folder, id, file.get());
    } else if (job.isPresent() && job.get().finished()) {
      boolean good = job.get().state() == Job.State.SUCCEEDED;
      moveAway(folder, good ? DONE : FAILED, id, file.get(), job.get());
    }
  }

  /** The report first: a file that lies there has one. */
  private static void moveAway(Path folder, String where, String id, Path file, Object report)
      throws IOException {
    Path to = folder.resolve(where);
    Files.createDirectories(to);
    Path claim = file.getParent();
    try {
      String name = Files.readString(claim.resolve(NAME));
      if (Files.exists(to.resolve(name))) {
        name = id.substring(id.length() - 12) + "-" + name;
      }
      Files.write(
          to.resolve(name + REPORT),
          EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
      Files.move(file, to.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      delete(claim);
    } catch (NoSuchFileException e) {
      LOG.debugf("moved by another replica id=%s", id);
    }
  }

  private boolean isOld(Path path) throws IOException {
    return Files.getLastModifiedTime(path).toInstant().isBefore(clock.instant().minus(FORGOTTEN));
  }

  private void deleteIfOld(Path claim) throws IOException {
    if (isOld(claim)) {
      delete(claim);
    }
  }

  private static void delete(Path claim) throws IOException {
    Files.deleteIfExists(claim.resolve(NAME));
    Files.deleteIfExists(claim);
  }

  private static boolean isHidden(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".")
        || name.startsWith("_")
        || name.endsWith(".part")
        || name.endsWith(".tmp")
        || name.equals(DONE)
        || name.equals(FAILED);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of(); // Moved meanwhile.
    }
  }
}
