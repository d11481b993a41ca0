package dev.parallax.ingestion.archive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.CloseableIterator;
import dev.parallax.contracts.Topics;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.JobHandler;
import dev.parallax.kit.job.JobWaitsException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Writes files of the archive anew without the events of erased customers. */
@ApplicationScoped
class ErasureJob implements JobHandler {
  static final String KIND = "archive-erasure";

  private static final Duration LONGEST_FLUSH = Duration.ofMinutes(2);
  private static final int PAGE = 100;

  private final Archive archive;
  private final ArchivePlaces places;
  private final ArchiveStore store;
  private final Erasures erasures;

  /** The columns by which a customer is found: only these are read of files that have none. */
  record Who(
      String eventId,
      String key,
      String cid,
      Instant occurredAt,
      Instant receivedAt,
      Instant kafkaTime) {
    boolean isOf(ErasedPeople gone) {
      Instant knownAt = ErasedPeople.knownAt(receivedAt, occurredAt, kafkaTime);
      return gone.own(key, cid, null, knownAt, eventId == null);
    }
  }

  ErasureJob(Archive archive, ArchivePlaces places, ArchiveStore store, Erasures erasures) {
    this.archive = archive;
    this.places = places;
    this.store = store;
    this.erasures = erasures;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode run(JobContext context) throws InterruptedException {
    ArchivePlace place =
        places.place().orElseThrow(() -> new JobFailedException("there is no archive any more"));
    try {
      return run(context, place);
    } catch (IOException | UncheckedIOException e) {
      throw new JobWaitsException("waiting for the archive's folder or bucket", e);
    }
  }

  private ObjectNode run(JobContext context, ArchivePlace place)
      throws IOException, InterruptedException {
    ErasedPeople gone = gone(context);
    ObjectNode done = context.checkpoint();
    if (done == null) {
      context.progress(0, 0, "waiting for the archive to have what is on the log");
      if (!archive.flush(Archive.TOPICS, LONGEST_FLUSH)) {
        throw new JobWaitsException(
            "waiting for the archive, which does not keep up with the log", null);
      }
      done = JsonNodeFactory.instance.objectNode().put("after", "").put("files", 0);
      done.put("rewritten", 0).put("events", 0);
    }
    long total = store.count();
    for (List<ArchiveFile> page = store.after(done.path("after").asText(), PAGE);
        !page.isEmpty();
        page = store.after(done.path("after").asText(), PAGE)) {
      for (ArchiveFile file : page) {
        long removed = erase(place, file, gone);
        done.put("after", file.path());
        done.put("files", done.path("files").asLong() + 1);
        done.put("rewritten", done.path("rewritten").asLong() + (removed > 0 ? 1 : 0));
        done.put("events", done.path("events").asLong() + removed);
        context.checkpoint(done);
        context.progress(done.path("files").asLong(), total, "looking through files");
      }
    }
    done.remove("after");
    return done;
  }

  /** Who comes back is a stranger, whose events stay, however late or often the job runs. */
  private ErasedPeople gone(JobContext context) {
    Map<String, Instant> erasedAt = new HashMap<>();
    context.params().path("cids").forEach(cid -> erasedAt.put(cid.asText(), Instant.MAX));
    erasedAt.putAll(erasures.among(Set.copyOf(erasedAt.keySet())));
    return new ErasedPeople(erasedAt);
  }

  /**
   * @return how many events were taken out
   */
  private long erase(ArchivePlace place, ArchiveFile file, ErasedPeople gone) throws IOException {
    if (file.draft() != null) {
      place.publish(file.draft(), file.path());
      store.published(file.path(), file.draft());
    }
    Path local = place.fetch(file.path());
    try {
      if (!Files.exists(local) || !names(local, file.path(), gone)) {
        return 0;
      }
      String id = UuidCreator.getTimeOrderedEpoch() + ".parquet";
      long kept = rewrite(local, place.draft(id), gone);
      long bytes = Files.size(place.draft(id));
      place.stage(id);
      store.rewritten(file.path(), id, kept, bytes);
      place.publish(id, file.path());
      store.published(file.path(), id);
      return file.rows() - kept;
    } finally {
      place.release(local);
    }
  }

  private static boolean names(Path file, String path, ErasedPeople gone) throws IOException {
    // A merge names a second customer, in its payload only.
    return path.startsWith("topic=" + Topics.IDENTITY_MERGES + "/")
        ? any(file, ArchivedEvent.class, gone::own)
        : any(file, Who.class, row -> row.isOf(gone));
  }

  private static <T> boolean any(Path file, Class<T> type, Predicate<T> wanted) throws IOException {
    try (CloseableIterator<T> rows = ArchivedEvents.read(file, type).iterator()) {
      while (rows.hasNext()) {
        if (wanted.test(rows.next())) {
          return true;
        }
      }
      return false;
    }
  }

  private static long rewrite(Path from, Path to, ErasedPeople gone) throws IOException {
    long kept = 0;
    try (CloseableIterator<ArchivedEvent> rows =
            ArchivedEvents.read(from, ArchivedEvent.class).iterator();
        CarpetWriter<ArchivedEvent> writer = ArchivedEvents.writer(to)) {
      while (rows.hasNext()) {
        ArchivedEvent event = rows.next();
        if (!gone.own(event)) {
          writer.write(event);
          kept++;
        }
      }
    }
    return kept;
  }
}
