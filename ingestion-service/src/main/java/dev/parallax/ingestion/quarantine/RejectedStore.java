package dev.parallax.ingestion.quarantine;

import dev.parallax.ingestion.source.Authority;
import dev.parallax.ingestion.vault.VaultCipher;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What the workbench reads and settles in the table {@code rejected}. */
@ApplicationScoped
class RejectedStore {
  private static final String COLUMNS =
      "id, source, kind, mapping, received_at, sealed, envelope, may_join, may_answer";
  private static final long PAGE_BYTES = 4 * 1024 * 1024;

  /** Their sizes are known without reading them. */
  private static final String PAGE =
      """
      with found as (
        select id as wanted, received_at as at, coalesce(length(sealed), 0) + coalesce(length(envelope), 0) as bytes
        from rejected where %s %s order by received_at, id limit ? %s),
      page as (
        select wanted from (select wanted, sum(bytes) over (order by at, wanted) - bytes as before from found) f
        where before < ?)
      """;

  private static final String RELEASE_LEFT =
      """
      update rejected r set state = 'open', job_id = null
      where r.state = 'replaying' and (r.job_id = ? or not exists (
        select 1 from job j where j.id = r.job_id and j.state in ('queued', 'running')))
      """;

  private final AgroalDataSource store;
  private final VaultCipher cipher;
  private final Clock clock;

  /** Where a page of rows in the order of their receipt ended. */
  record After(Instant receivedAt, UUID id) {
    static After of(Quarantined row) {
      return new After(row.receivedAt(), row.id());
    }
  }

  RejectedStore(AgroalDataSource store, VaultCipher cipher, Clock clock) {
    this.store = store;
    this.cipher = cipher;
    this.clock = clock;
  }

  long count(Selection selection) {
    Selection.Condition which = selection.condition();
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("select count(*) from rejected where " + which.sql())) {
            which.bind(connection, statement);
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }

  /**
   * Open ones in the order they were received in, no more than {@value #PAGE_BYTES} bytes of
   * payload: a page may be short although there are more; the last page is empty.
   *
   * @param after null for the first page
   */
  List<Quarantined> page(Selection selection, After after, int limit) {
    Selection.Condition which = selection.condition();
    String sql =
        PAGE.formatted(which.sql(), later(after), "")
            + "select "
            + COLUMNS
            + " from rejected join page on id = wanted order by received_at, id";
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, which, after, limit);
            return list(statement);
          }
        });
  }

  /**
   * The same, but from now on they are this job's: no other job has them, and nobody can discard
   * them, until it settles or releases them. Rows that another just claims are passed over.
   */
  List<Quarantined> claim(Selection selection, After after, int limit, String jobId) {
    Selection.Condition which = selection.condition();
    String sql =
        PAGE.formatted(which.sql(), later(after), "for update skip locked")
            + ", claimed as (update rejected set state = 'replaying', job_id = ? from page"
            + " where id = wanted returning "
            + COLUMNS
            + ") select "
            + COLUMNS
            + " from claimed order by received_at, id";
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(bind(connection, statement, which, after, limit), jobId);
            return list(statement);
          }
        });
  }

  /** They were taken in by the job that has them. */
  void markReplayed(Collection<UUID> ids, String jobId) {
    Sql.update(
        store,
        "update rejected set state = 'replayed', settled_at = ? where id = any(?::uuid[])"
            + " and state = 'replaying' and job_id = ?",
        Timestamp.from(clock.instant()),
        ids.toArray(UUID[]::new),
        jobId);
  }

  /** They are as they were before the job had them. */
  void release(Collection<UUID> ids, String jobId) {
    Sql.update(
        store,
        "update rejected set state = 'open', job_id = null where id = any(?::uuid[]) and state = 'replaying'"
            + " and job_id = ?",
        ids.toArray(UUID[]::new),
        jobId);
  }

  /**
   * Opens what a run of this job left claimed when its replica died, and what jobs did that have
   * ended since.
   *
   * @param jobId null for the latter only
   */
  void releaseLeft(String jobId) {
    Sql.update(store, RELEASE_LEFT, jobId);
  }

  /** How many a job has taken in, over all its runs. */
  long replayedBy(String jobId) {
    return Sql.list(
            store,
            row -> row.getLong(1),
            "select count(*) from rejected where job_id = ? and state = 'replayed'",
            jobId)
        .getFirst();
  }

  /**
   * Nobody will mend it.
   *
   * @return false when it is not open
   */
  boolean discard(UUID id) {
    return Sql.update(
            store,
            "update rejected set state = 'discarded', settled_at = ? where id = ? and state = 'open'",
            Timestamp.from(clock.instant()),
            id)
        > 0;
  }

  /**
   * Deletes the oldest.
   *
   * @return how many; fewer than {@code most} when no more are that old
   */
  int deleteBefore(Instant time, int most) {
    return Sql.update(
        store,
        """
        delete from rejected where id in (
          select id from rejected where received_at < ?
          order by received_at, id limit ? for update skip locked)
        """,
        Timestamp.from(time),
        most);
  }

  private static String later(After after) {
    return after == null ? "" : "and (received_at, id) > (?, ?)";
  }

  private static int bind(
      Connection connection,
      PreparedStatement statement,
      Selection.Condition which,
      After after,
      int limit)
      throws SQLException {
    int index = which.bind(connection, statement);
    if (after != null) {
      statement.setTimestamp(index++, Timestamp.from(after.receivedAt()));
      statement.setObject(index++, after.id());
    }
    statement.setInt(index++, limit);
    statement.setLong(index++, PAGE_BYTES);
    return index;
  }

  private List<Quarantined> list(PreparedStatement statement) throws SQLException {
    List<Quarantined> page = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        page.add(quarantined(row));
      }
    }
    return page;
  }

  private Quarantined quarantined(ResultSet row) throws SQLException {
    UUID id = row.getObject(1, UUID.class);
    byte[] payload = row.getBytes(6);
    byte[] envelope = row.getBytes(7);
    return new Quarantined(
        id,
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getTimestamp(5).toInstant(),
        payload == null ? null : cipher.open(payload, Quarantine.owner(id)),
        envelope == null ? null : cipher.open(envelope, Quarantine.envelopeOwner(id)),
        new Authority(row.getBoolean(8), row.getBoolean(9)));
  }
}
