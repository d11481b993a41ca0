package dev.parallax.ingestion.spool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The tables {@code spool}, {@code spool_state} and {@code spool_count}. Who adds a row shares the
 * gate, who closes the spool has it alone, so that nothing is added to a closed one. An advisory
 * lock and not the row's: in its queue a closer comes before those who ask later.
 */
final class SpoolStore {
  private static final long GATE = 0x73706f6f6c676174L; // "spoolgat"
  static final long DRAIN = 0x73706f6f6c647261L; // "spooldra"
  private static final int MOST_ROWS = 5_000;
  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final int FETCHED = 100;
  private static final String STATE =
      """
      select s.open, extract(epoch from clock_timestamp() - s.opened_at) * 1000,
             greatest(w.events, 0), greatest(w.bytes, 0),
             coalesce(extract(epoch from clock_timestamp() - o.added_at), 0)
      from spool_state s
        cross join (select sum(events) as events, sum(bytes) as bytes from spool_count) w
        left join lateral (select added_at from spool where s.open order by seq limit 1) o on true
      """;

  /** Row 0 is the drain's. An adder whose transaction lasts keeps nobody waiting. */
  private static final String ADD =
      """
      with added as (
        insert into spool (events, expanded, payload) select ?, ?, ? from spool_state where open
        returning events, length(payload) as bytes),
      free as materialized (
        select slot from spool_count where slot > 0 and exists (select 1 from added)
        limit 1 for update skip locked),
      counted as (
        update spool_count c set events = c.events + a.events, bytes = c.bytes + a.bytes
        from free f, added a where c.slot = f.slot returning c.slot),
      another as (
        insert into spool_count (events, bytes)
        select events, bytes from added where not exists (select 1 from counted))
      select count(*) from added
      """;

  private static final String DELETE =
      """
      with gone as (delete from spool where seq = any(?) returning events, length(payload) as bytes)
      update spool_count c set events = c.events - g.events, bytes = c.bytes - g.bytes
      from (select coalesce(sum(events), 0) as events, coalesce(sum(bytes), 0) as bytes from gone) g
      where slot = 0
      """;

  private SpoolStore() {}

  /**
   * @param openMillis since it was opened
   */
  record Reading(SpoolState state, long openMillis) {}

  /**
   * @param last whether there was no more
   */
  record Batch(List<ProducerRecord<String, byte[]>> records, List<Long> seqs, boolean last) {}

  static Reading read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(STATE)) {
      row.next();
      return new Reading(
          new SpoolState(row.getBoolean(1), row.getLong(3), row.getLong(4), row.getDouble(5)),
          row.getLong(2));
    }
  }

  static void open(Connection connection) throws SQLException {
    execute(
        connection,
        "update spool_state set open = true, opened_at = clock_timestamp() where not open");
  }

  /**
   * Whoever closes it is alone with it, and nothing waits: the count begins anew, also where rows
   * came from a release that did not count or were deleted by hand.
   */
  static void close(Connection connection) throws SQLException {
    execute(connection, "update spool_state set open = false");
    execute(connection, "delete from spool_count where slot > 0");
    execute(connection, "update spool_count set events = 0, bytes = 0");
  }

  /**
   * Adds a row within the current transaction.
   *
   * @return false when the spool is closed
   */
  static boolean add(Connection connection, int events, long expanded, byte[] payload)
      throws SQLException {
    lock(connection, "select pg_advisory_xact_lock_shared(?)", GATE);
    // A statement of its own, since one sees what was committed before it began to wait.
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setInt(1, events);
      statement.setLong(2, expanded);
      statement.setBytes(3, payload);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getInt(1) == 1;
      }
    }
  }

  /** Whether this transaction is the one that drains. */
  static boolean lockDrain(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
      statement.setLong(1, DRAIN);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Waits for those who add rows at this moment and keeps others waiting until the commit. */
  static void lockGate(Connection connection) throws SQLException {
    execute(connection, "set local lock_timeout = '10s'");
    lock(connection, "select pg_advisory_xact_lock(?)", GATE);
  }

  /** The next rows, as many as memory should hold at once. */
  static Batch next(Connection connection) throws SQLException {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    List<Long> seqs = new ArrayList<>();
    long bytes = 0;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select seq, expanded, payload from spool order by seq limit ?")) {
      statement.setInt(1, MOST_ROWS);
      statement.setFetchSize(FETCHED);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          bytes += row.getLong(2);
          if (bytes > MOST_BYTES && !seqs.isEmpty()) {
            return new Batch(records, seqs, false);
          }
          seqs.add(row.getLong(1));
          records.addAll(SpooledRecords.read(row.getBytes(3)));
        }
      }
    }
    return new Batch(records, seqs, seqs.size() < MOST_ROWS);
  }

  /** Row by row and not up to the last: a lower number may have been committed since. */
  static void delete(Connection connection, List<Long> seqs) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setArray(1, connection.createArrayOf("bigint", seqs.toArray()));
      statement.executeUpdate();
    }
  }

  private static void lock(Connection connection, String sql, long lock) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, lock);
      statement.execute();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
