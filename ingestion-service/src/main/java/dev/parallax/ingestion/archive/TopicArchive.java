package dev.parallax.ingestion.archive;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * What one replica has of a topic: open drafts, one an hour, and the offsets up to which the store
 * has it. All drafts of a topic are closed together, so that the offsets always cover the whole of
 * what came before them.
 */
final class TopicArchive {
  /** Clocks of producers differ around the hour, not by hours. */
  private static final int MOST_HOURS = 3;

  private final String topic;
  private final ArchivePlace place;
  private final ArchiveStore store;
  private final Map<Integer, Long> stored = new HashMap<>();
  private final Map<Instant, ArchiveDraft> drafts = new HashMap<>();
  private long openedAt;

  TopicArchive(String topic, ArchivePlace place, ArchiveStore store) {
    this.topic = topic;
    this.place = place;
    this.store = store;
  }

  /**
   * @param next the offset from which the store has nothing
   */
  void assigned(int partition, long next) {
    stored.put(partition, next);
  }

  void revoked(int partition) {
    stored.remove(partition);
  }

  void add(ArchivedEvent event) throws IOException {
    Instant hour = event.kafkaTime().truncatedTo(ChronoUnit.HOURS);
    ArchiveDraft draft = drafts.get(hour);
    if (draft == null) {
      if (drafts.isEmpty()) {
        openedAt = System.nanoTime();
      }
      String id = UuidCreator.getTimeOrderedEpoch() + ".parquet";
      draft = new ArchiveDraft(id, topic, hour, place.draft(id));
      drafts.put(hour, draft);
    }
    draft.add(event);
  }

  boolean isDue(long rollAfterNanos, long rollBytes) {
    return !drafts.isEmpty()
        && (System.nanoTime() - openedAt >= rollAfterNanos
            || drafts.size() > MOST_HOURS
            || drafts.values().stream().mapToLong(ArchiveDraft::bytes).sum() >= rollBytes);
  }

  /**
   * Closes the drafts and has the store record them together with the offsets; then shows them.
   *
   * @param position up to where a partition was read
   * @throws OvertakenException when another replica has recorded some of it: then it has all of it
   */
  void roll(ToLongFunction<TopicPartition> position) throws IOException {
    Map<Integer, Long> next = new HashMap<>();
    stored.keySet().forEach(p -> next.put(p, position.applyAsLong(new TopicPartition(topic, p))));
    if (drafts.isEmpty() && next.equals(stored)) {
      return;
    }
    List<ArchiveDraft.Written> written = new ArrayList<>();
    for (ArchiveDraft draft : drafts.values()) {
      written.add(draft.close());
      place.stage(draft.id());
    }
    // From here on they are not thrown away: a commit may have succeeded whose answer is lost. What
    // was not recorded after all is swept up later.
    drafts.clear();
    store.record(topic, stored, next, written);
    stored.putAll(next);
    for (ArchiveDraft.Written file : written) {
      store.publish(place, file.path(), file.id());
    }
  }

  /**
   * What is not recorded is read again, by whoever reads on. Nothing is recorded from here on: the
   * consumer still parts from its partitions when it is closed.
   */
  void discard() throws IOException {
    stored.clear();
    for (ArchiveDraft draft : drafts.values()) {
      draft.abort();
      place.discard(draft.id());
    }
    drafts.clear();
  }
}
