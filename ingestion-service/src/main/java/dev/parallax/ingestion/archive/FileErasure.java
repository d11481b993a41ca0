package dev.parallax.ingestion.archive;

import com.github.f4b6a3.uuid.UuidCreator;
import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.CloseableIterator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What an erasure does with the content of one file, which was fetched. */
final class FileErasure {
  private final ArchivePlace place;

  /** The columns in which people stand: only these are read of most files. */
  record Columns(String key, String cid) {}

  /**
   * A file without what was to go.
   *
   * @param draft under which it is staged
   * @param people whom it names now
   * @param removed events by the job that wanted it
   */
  record Rewritten(String draft, long rows, long bytes, byte[] people, Map<String, Long> removed) {}

  FileErasure(ArchivePlace place) {
    this.place = place;
  }

  /** Whom it names. */
  static byte[] index(Path file, String path) throws IOException {
    PeopleFilter people = new PeopleFilter();
    if (ArchivedPeople.areInColumns(path)) {
      each(file, Columns.class, row -> ArchivedPeople.of(row.key(), row.cid(), people::add));
    } else {
      each(file, ArchivedEvent.class, people::add);
    }
    return people.toBytes();
  }

  /** The accounts on which each has paid, by job. */
  static Map<String, Set<String>> accounts(Path file, List<ErasureStore.Wanted> wanted)
      throws IOException {
    Map<String, Set<String>> accounts = new HashMap<>();
    each(
        file,
        Columns.class,
        row -> {
          if (row.cid() != null && row.key() != null && !row.key().equals(row.cid())) {
            for (ErasureStore.Wanted one : wanted) {
              if (one.cids().contains(row.cid())) {
                accounts.computeIfAbsent(one.job(), job -> new HashSet<>()).add(row.key());
              }
            }
          }
        });
    return accounts;
  }

  /**
   * @return null where nothing of it was to go
   */
  Rewritten rewrite(Path file, ErasedPeople gone, List<ErasureStore.Wanted> wanted)
      throws IOException {
    String id = UuidCreator.getTimeOrderedEpoch() + ".parquet";
    PeopleFilter people = new PeopleFilter();
    Map<String, Long> removed = new HashMap<>();
    long[] rows = new long[1];
    try {
      try (CarpetWriter<ArchivedEvent> writer = ArchivedEvents.writer(place.draft(id))) {
        each(
            file,
            ArchivedEvent.class,
            event -> {
              Set<String> owners = gone.owners(event);
              if (owners.isEmpty()) {
                writer.accept(event);
                people.add(event);
                rows[0]++;
              } else {
                wanted.stream()
                    .filter(one -> one.names(owners))
                    .forEach(one -> removed.merge(one.job(), 1L, Long::sum));
              }
            });
      }
      if (removed.isEmpty()) {
        Files.deleteIfExists(place.draft(id));
        return null;
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(place.draft(id));
      throw e;
    }
    long bytes = Files.size(place.draft(id));
    place.stage(id);
    return new Rewritten(id, rows[0], bytes, people.toBytes(), removed);
  }

  /** The reader tells of a broken file by whatever it stumbles over. */
  private static <T> void each(Path file, Class<T> type, Consumer<T> row) throws IOException {
    try (CloseableIterator<T> rows = ArchivedEvents.read(file, type).iterator()) {
      while (rows.hasNext()) {
        row.accept(rows.next());
      }
    } catch (RuntimeException e) {
      throw new IOException("no readable Parquet file", e);
    }
  }
}
