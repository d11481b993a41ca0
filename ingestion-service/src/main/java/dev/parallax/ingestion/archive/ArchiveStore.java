package dev.parallax.ingestion.archive;

import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables {@code archive_file}, {@code archive_offset} and {@code archive_flush}. */
@ApplicationScoped
class ArchiveStore {
  private static final String SELECT =
      "select path, draft, first_time, last_time, row_count, bytes from archive_file";

  private final AgroalDataSource store;
  private final Clock clock;

  ArchiveStore(AgroalDataSource store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Where to read on.
   *
   * @param beginning of the partition, taken where nothing of it was ever recorded
   */
  long next(String topic, int partition, long beginning) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                Sql.call(
                    store,
                    connection -> {
                      try (PreparedStatement statement =
                          connection.prepareStatement(
                              """
                              insert into archive_offset as o (topic, partition, next_offset) values (?, ?, ?)
                              on conflict (topic, partition) do update set next_offset = o.next_offset
                              returning next_offset
                              """)) {
                        statement.setString(1, topic);
                        statement.setInt(2, partition);
                        statement.setLong(3, beginning);
                        try (ResultSet row = statement.executeQuery()) {
                          row.next();
                          return row.getLong(1);
                        }
                      }
                    }));
  }

  /** By partition. */
  Map<Integer, Long> offsets(String topic) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select partition, next_offset from archive_offset where topic = ?")) {
            statement.setString(1, topic);
            try (ResultSet row = statement.executeQuery()) {
              Map<Integer, Long> offsets = new HashMap<>();
              while (row.next()) {
                offsets.put(row.getInt(1), row.getLong(2));
              }
              return offsets;
            }
          }
        });
  }

  /**
   * In one transaction: the files, and that everything before {@code next} is in files.
   *
   * @throws OvertakenException when the offsets are not as they were; nothing is recorded then
   */
  void record(
      String topic,
      Map<Integer, Long> expected,
      Map<Integer, Long> next,
      List<ArchiveDraft.Written> files) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                Sql.run(
                    store,
                    connection -> {
                      advance(connection, topic, expected, next);
                      insert(connection, files);
                    }));
  }

  private static void advance(
      Connection connection, String topic, Map<Integer, Long> expected, Map<Integer, Long> next)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update archive_offset set next_offset = ? where topic = ? and partition = ? and"
                + " next_offset = ?")) {
      for (Map.Entry<Integer, Long> partition : new java.util.TreeMap<>(next).entrySet()) {
        statement.setLong(1, partition.getValue());
        statement.setString(2, topic);
        statement.setInt(3, partition.getKey());
        statement.setLong(4, expected.get(partition.getKey()));
        if (statement.executeUpdate() != 1) {
          throw new OvertakenException(topic);
        }
      }
    }
  }

  private void insert(Connection connection, List<ArchiveDraft.Written> files) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into archive_file (path, topic, hour, draft, first_time, last_time, row_count, bytes, created_at, people)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (path) do update set draft = excluded.draft, first_time = excluded.first_time,
              last_time = excluded.last_time, row_count = excluded.row_count, bytes = excluded.bytes,
              created_at = excluded.created_at, people = excluded.people
            """)) {
      for (ArchiveDraft.Written file : files) {
        statement.setString(1, file.path());
        statement.setString(2, file.topic());
        statement.setTimestamp(3, Timestamp.from(file.hour()));
        statement.setString(4, file.id());
        statement.setTimestamp(5, Timestamp.from(file.first()));
        statement.setTimestamp(6, Timestamp.from(file.last()));
        statement.setLong(7, file.rows());
        statement.setLong(8, file.bytes());
        statement.setTimestamp(9, Timestamp.from(clock.instant()));
        statement.setBytes(10, file.people());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /**
   * To another offset than the last that was read.
   *
   * @return false when the offset is not as it was
   */
  boolean move(String topic, int partition, long from, long to) {
    return update(
            "update archive_offset set next_offset = ?"
                + " where topic = ? and partition = ? and next_offset = ?",
            to,
            topic,
            partition,
            from)
        == 1;
  }

  /**
   * Shows a file that is recorded with its draft. The place comes first: whoever dies in between
   * leaves what can be done again.
   *
   * @throws java.nio.file.NoSuchFileException when neither draft nor file is there
   */
  void publish(ArchivePlace place, String path, String draft) throws IOException {
    place.publish(draft, path);
    // Of this draft only: a later one of the same file is still to come.
    update("update archive_file set draft = null where path = ? and draft = ?", path, draft);
  }

  /** A file was written anew, with fewer rows; its draft is still to be published. */
  void rewritten(String path, FileErasure.Rewritten anew) {
    update(
        "update archive_file set draft = ?, row_count = ?, bytes = ?, people = ? where path = ?",
        anew.draft(),
        anew.rows(),
        anew.bytes(),
        anew.people(),
        path);
  }

  /** A file was deleted by whoever may. */
  void forget(ArchiveFile file) {
    update(
        "delete from archive_file where path = ? and draft is not distinct from ?::text",
        file.path(),
        file.draft());
  }

  /** Recorded before then and not published: their replica died in between. */
  List<ArchiveFile> unpublished(Instant before) {
    return query(
        SELECT + " where draft is not null and created_at < ? order by path",
        Timestamp.from(before));
  }

  boolean isDraft(String id) {
    return !query(SELECT + " where draft = ?", id).isEmpty();
  }

  /** Of one topic with anything in the time, in the order of the log for each partition. */
  List<ArchiveFile> files(String topic, Instant from, Instant to) {
    return query(
        SELECT
            + " where topic = ? and last_time >= ? and first_time < ? order by created_at, hour,"
            + " path",
        topic,
        Timestamp.from(from),
        Timestamp.from(to));
  }

  /**
   * How many files there are with this beginning of their paths, after one of them.
   *
   * @param path empty for all
   */
  long count(String prefix, String path) {
    return Sql.list(
            store,
            row -> row.getLong(1),
            "select count(*) from archive_file where path like ? and path > ?",
            prefix + "%",
            path)
        .getFirst();
  }

  /** Asks all replicas to close their files now. */
  void requestFlush() {
    update(
        "insert into archive_flush (id, requested) values (1, 1)"
            + " on conflict (id) do update set requested = archive_flush.requested + 1");
  }

  /** How often it was asked. */
  long flushes() {
    return Sql.list(store, row -> row.getLong(1), "select requested from archive_flush").stream()
        .findFirst()
        .orElse(0L);
  }

  /** In the current transaction where there is one. */
  private int update(String sql, Object... parameters) {
    return QuarkusTransaction.joiningExisting().call(() -> Sql.update(store, sql, parameters));
  }

  static ArchiveFile file(ResultSet row) throws SQLException {
    return new ArchiveFile(
        row.getString(1),
        row.getString(2),
        row.getTimestamp(3).toInstant(),
        row.getTimestamp(4).toInstant(),
        row.getLong(5),
        row.getLong(6));
  }

  private List<ArchiveFile> query(String sql, Object... parameters) {
    return Sql.list(store, ArchiveStore::file, sql, parameters);
  }
}
