package dev.parallax.kit.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The table {@code job}. Every method but the first is a transaction of its own, so that progress
 * shows while work goes on.
 */
@ApplicationScoped
class JobRepository {
  private static final String COLUMNS =
      "id, kind, state, done, total, message, result, error, created_at, started_at, finished_at";

  /** One of a kind at a time; a running one whose heart stopped is taken over. */
  private static final String CLAIM =
      """
      update job set state = 'running', owner = ?, heartbeat_at = ?, attempts = attempts + 1,
          started_at = coalesce(started_at, ?)
      where id = (
        select id from job j
        where kind = any(?)
          and (state = 'queued' or (state = 'running' and heartbeat_at < ?))
          and not exists (
            select 1 from job r where r.kind = j.kind and r.id <> j.id and r.state = 'running' and r.heartbeat_at >= ?)
        order by (state = 'running') desc, created_at
        limit 1
        for update skip locked)
      returning id, kind, params, checkpoint, attempts
      """;

  private final AgroalDataSource store;
  private final Clock clock;

  record Claimed(String id, String kind, ObjectNode params, ObjectNode checkpoint, int attempts) {}

  JobRepository(AgroalDataSource store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** In the caller's transaction. */
  void insert(String id, String kind, ObjectNode params) {
    Sql.update(
        store,
        "insert into job (id, kind, state, params, created_at) values (?, ?, 'queued', ?::jsonb, ?)",
        id,
        kind,
        params.toString(),
        now());
  }

  Optional<Job> find(String id) {
    return query("select " + COLUMNS + " from job where id = ?", id).stream().findFirst();
  }

  List<Job> list(int limit, String after) {
    return after == null
        ? query("select " + COLUMNS + " from job order by created_at desc, id desc limit ?", limit)
        : query(
            "select "
                + COLUMNS
                + " from job where (created_at, id) < (select created_at, id from job where id = ?)"
                + " order by created_at desc, id desc limit ?",
            after,
            limit);
  }

  /** The next job to run, now owned by {@code owner}. */
  Optional<Claimed> claim(String owner, String[] kinds, Duration staleAfter) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Sql.list(
                  store,
                  row -> true,
                  "select pg_advisory_xact_lock(hashtext('parallax-job-claim'))");
              Timestamp stale = Timestamp.from(clock.instant().minus(staleAfter));
              return Sql.list(
                  store, JobRepository::claimed, CLAIM, owner, now(), now(), kinds, stale, stale);
            })
        .stream()
        .findFirst();
  }

  /**
   * @return false when another replica took the job over
   */
  boolean beat(String id, String owner) {
    return update(
            "update job set heartbeat_at = ? where id = ? and owner = ? and state = 'running'",
            now(),
            id,
            owner)
        == 1;
  }

  void progress(String id, String owner, long done, long total, String message) {
    update(
        "update job set done = ?, total = ?, message = ?, heartbeat_at = ? where id = ? and owner = ?",
        done,
        total,
        message,
        now(),
        id,
        owner);
  }

  /**
   * The start that just ended was none of those after which a job is given up.
   *
   * @param message what it waits for; null leaves what stands there
   */
  void await(String id, String owner, String message) {
    update(
        "update job set attempts = greatest(attempts - 1, 0), message = coalesce(?, message)"
            + " where id = ? and owner = ? and state = 'running'",
        message,
        id,
        owner);
  }

  void checkpoint(String id, String owner, ObjectNode state) {
    if (update(
            "update job set checkpoint = ?::jsonb, heartbeat_at = ?, attempts = 0 where id = ? and owner = ? and state = 'running'",
            state.toString(),
            now(),
            id,
            owner)
        != 1) {
      throw new JobFailedException("another replica has taken this job over");
    }
  }

  void succeed(String id, String owner, ObjectNode result) {
    update(
        "update job set state = 'succeeded', result = ?::jsonb, done = greatest(done, total), finished_at = ?"
            + " where id = ? and owner = ?",
        result == null ? "{}" : result.toString(),
        now(),
        id,
        owner);
  }

  /**
   * @param done null where there is nothing to show
   */
  void fail(String id, String owner, String error, ObjectNode done) {
    update(
        "update job set state = 'failed', error = ?, result = ?::jsonb, finished_at = ?"
            + " where id = ? and owner = ?",
        error,
        done == null ? null : done.toString(),
        now(),
        id,
        owner);
  }

  private List<Job> query(String sql, Object... parameters) {
    return Sql.list(store, JobRepository::job, sql, parameters);
  }

  private int update(String sql, Object... parameters) {
    return QuarkusTransaction.requiringNew().call(() -> Sql.update(store, sql, parameters));
  }

  private static Claimed claimed(ResultSet row) throws SQLException {
    return new Claimed(
        row.getString(1),
        row.getString(2),
        json(row.getString(3)),
        json(row.getString(4)),
        row.getInt(5));
  }

  private static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getString(1),
        row.getString(2),
        Job.State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        row.getLong(4),
        row.getLong(5),
        row.getString(6),
        json(row.getString(7)),
        row.getString(8),
        instant(row.getTimestamp(9)),
        instant(row.getTimestamp(10)),
        instant(row.getTimestamp(11)));
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static Instant instant(Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private static ObjectNode json(String text) throws SQLException {
    try {
      return text == null ? null : (ObjectNode) EventJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable jsonb", e);
    }
  }
}
