package dev.parallax.recommendation.guardrail;

import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The table {@code promotion_watch}. */
@ApplicationScoped
class WatchStore {
  private static final String COLUMNS =
      "name, model, former, started_at, ends_at, experiment, since";

  /** What was promoted last before, unless it was taken back. */
  private static final String FORMER =
      """
      select id from (
        select id, state from model where name = ? and id <> ? and promoted_at <= ?::timestamptz
        order by promoted_at desc limit 1) as last
      where state = 'retired'
      """;

  private final AgroalDataSource store;
  private final AnswerCounts answers;

  WatchStore(AgroalDataSource store, AnswerCounts answers) {
    this.store = store;
    this.answers = answers;
  }

  Optional<Watch> current(Watched what) {
    return Sql.list(
            store,
            WatchStore::watch,
            "select " + COLUMNS + " from promotion_watch where state = 'watching' and name = ?",
            what.registered())
        .stream()
        .findFirst();
  }

  /** The same, for the replica that gets it alone until its transaction ends. */
  Optional<Watch> claim(Watched what) {
    return Sql.list(
            store,
            WatchStore::watch,
            "select "
                + COLUMNS
                + " from promotion_watch where state = 'watching' and name = ?"
                + " for update skip locked",
            what.registered())
        .stream()
        .findFirst();
  }

  boolean isKnown(String model, Instant promotedAt) {
    return !Sql.list(
            store,
            row -> 1,
            "select 1 from promotion_watch where model = ? and started_at = ?::timestamptz",
            model,
            promotedAt.toString())
        .isEmpty();
  }

  /** What the customers who are held back are to get; empty where there was nothing before. */
  Optional<String> former(Watched what, String model, Instant promotedAt) {
    return Sql.list(
            store, row -> row.getString(1), FORMER, what.registered(), model, promotedAt.toString())
        .stream()
        .findFirst()
        .or(what::none);
  }

  /**
   * Notes the promotion, and ends what was watched before; of two replicas one does. Who comes
   * second must not take the watch that the first has just begun for one of before.
   *
   * @return whether this replica came first
   */
  boolean begin(Watch watch, boolean watched) {
    if (watched) {
      Sql.update(
          store,
          "update promotion_watch set state = 'superseded', decided_at = ?::timestamptz"
              + " where state = 'watching' and name = ?"
              + " and (model, started_at) <> (?, ?::timestamptz)",
          watch.startedAt().toString(),
          watch.what().registered(),
          watch.model(),
          watch.startedAt().toString());
      // Of answers the newest model's alone count: what it cannot answer shows at once.
      answers.forget(watch.experiment());
    }
    int noted =
        Sql.update(
            store,
            "insert into promotion_watch ("
                + COLUMNS
                + ", state) values (?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?::timestamptz, ?)"
                + " on conflict do nothing",
            watch.what().registered(),
            watch.model(),
            watch.former(),
            watch.startedAt().toString(),
            watch.endsAt().toString(),
            watch.experiment(),
            watch.since().toString(),
            watched ? "watching" : "unwatched");
    return noted > 0;
  }

  private static Watch watch(ResultSet row) throws SQLException {
    return new Watch(
        Watched.of(row.getString(1)),
        row.getString(2),
        row.getString(3),
        row.getTimestamp(4).toInstant(),
        row.getTimestamp(5).toInstant(),
        row.getString(6),
        row.getTimestamp(7).toInstant());
  }

  void end(Watch watch, String state, Instant now, Map<String, ?> verdict) {
    Sql.update(
        store,
        "update promotion_watch set state = ?, decided_at = ?::timestamptz, verdict = ?::jsonb"
            + " where model = ? and started_at = ?::timestamptz",
        state,
        now.toString(),
        EventJson.mapper().valueToTree(verdict).toString(),
        watch.model(),
        watch.startedAt().toString());
  }
}
