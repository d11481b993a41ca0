package dev.parallax.ingestion.archive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.CloseableIterator;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.JobHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes files of the archive anew without the events of erased customers. */
@ApplicationScoped
class ErasureJob implements JobHandler {
  static final String KIND = "archive-erasure";

  private static final Duration LONGEST_FLUSH = Duration.ofMinutes(2);
  private static final int PAGE = 100;

  private final Archive archive;
  private final ArchivePlaces places;
  private final ArchiveStore store;

  /** The columns by which a customer is found: only these are read of files that have none. */
  record Who(String key, String cid) {}

  /** The same where the payload names a second customer. */
  record WhoElse(String key, String cid, String payload) {}

  ErasureJob(Archive archive, ArchivePlaces places, ArchiveStore store) {
    this.archive = archive;
    this.places = places;
    this.store = store;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode run(JobContext context) throws IOException, InterruptedException {
    ArchivePlace place =
        places.place().orElseThrow(() -> new JobFailedException("there is no archive any more"));
    Set<String> cids = new HashSet<>();
    context.params().path("cids").forEach(cid -> cids.add(cid.asText()));
    ObjectNode done = context.checkpoint();
    if (done == null) {
      context.progress(0, 0, "waiting for the archive to have what is on the log");
      if (!archive.flush(Archive.TOPICS, LONGEST_FLUSH)) {
        throw new JobFailedException(
            "the archive does not keep up with the log; ask again once it does");
      }
      done = JsonNodeFactory.instance.objectNode().put("after", "").put("files", 0);
      done.put("rewritten", 0).put("events", 0);
    }
    long total = store.count();
    for (List<ArchiveFile> page = store.after(done.path("after").asText(), PAGE);
        !page.isEmpty();
        page = store.after(done.path("after").asText(), PAGE)) {
      for (ArchiveFile file : page) {
        long removed = erase(place, file, cids);
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

  /**
   * @return how many events were taken out
   */
  private long erase(ArchivePlace place, ArchiveFile file, Set<String> cids) throws IOException {
    if (file.draft() != null) {
      place.publish(file.draft(), file.path());
      store.published(file.path());
    }
    Path local = place.fetch(file.path());
    try {
      if (!Files.exists(local) || !names(local, file.path(), cids)) {
        return 0;
      }
      String id = UuidCreator.getTimeOrderedEpoch() + ".parquet";
      long kept = rewrite(local, place.draft(id), cids);
      long bytes = Files.size(place.draft(id));
      place.stage(id);
      store.rewritten(file.path(), id, kept, bytes);
      place.publish(id, file.path());
      store.published(file.path());
      return file.rows() - kept;
    } finally {
      place.release(local);
    }
  }

  private static boolean names(Path file, String path, Set<String> cids) throws IOException {
    if (path.startsWith("topic=identity-merges/")) {
      try (CloseableIterator<WhoElse> rows = ArchivedEvents.read(file, WhoElse.class).iterator()) {
        while (rows.hasNext()) {
          WhoElse row = rows.next();
          if (isOf(cids, row.key(), row.cid(), row.payload())) {
            return true;
          }
        }
      }
      return false;
    }
    try (CloseableIterator<Who> rows = ArchivedEvents.read(file, Who.class).iterator()) {
      while (rows.hasNext()) {
        Who row = rows.next();
        if (isOf(cids, row.key(), row.cid(), null)) {
          return true;
        }
      }
    }
    return false;
  }

  private static long rewrite(Path from, Path to, Set<String> cids) throws IOException {
    long kept = 0;
    try (CloseableIterator<ArchivedEvent> rows =
            ArchivedEvents.read(from, ArchivedEvent.class).iterator();
        CarpetWriter<ArchivedEvent> writer = ArchivedEvents.writer(to)) {
      while (rows.hasNext()) {
        ArchivedEvent event = rows.next();
        if (!isOf(cids, event.key(), event.cid(), event.payload())) {
          writer.write(event);
          kept++;
        }
      }
    }
    return kept;
  }

  /**
   * Once a file is written anew, events of others that name the customer go too: what is about two
   * people is about each of them.
   */
  private static boolean isOf(Set<String> cids, String key, String cid, String payload) {
    return (cid != null && cids.contains(cid))
        || (key != null && cids.contains(key))
        || (payload != null && cids.stream().anyMatch(payload::contains));
  }
}
