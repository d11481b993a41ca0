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
  private static final String COLUMNS = "model, former, started_at, ends_at, experiment, since";

  /** The model that was promoted last of those that served before and were not taken back. */
  private static final String FORMER =
      """
      select id from model where name = ? and state = 'retired' and id <> ?
        and promoted_at <= ?::timestamptz
      order by promoted_at desc limit 1
      """;

  private final AgroalDataSource store;

  WatchStore(AgroalDataSource store) {
    this.store = store;
  }

  Optional<Watch> current() {
    return Sql.list(
            store,
            WatchStore::watch,
            "select " + COLUMNS + " from promotion_watch where state = 'watching'")
        .stream()
        .findFirst();
  }

  /** The same, for the replica that gets it alone until its transaction ends. */
  Optional<Watch> claim() {
    return Sql.list(
            store,
            WatchStore::watch,
            "select "
                + COLUMNS
                + " from promotion_watch where state = 'watching' for update skip locked")
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

  Optional<String> former(String name, String model, Instant promotedAt) {
    return Sql.list(store, row -> row.getString(1), FORMER, name, model, promotedAt.toString())
        .stream()
        .findFirst();
  }

  /**
   * Notes the promotion, and ends what was watched before; of two replicas one does. Who comes
   * second must not take the watch that the first has just begun for one of before.
   */
  void begin(Watch watch, boolean watched) {
    if (watched) {
      Sql.update(
          store,
          "update promotion_watch set state = 'superseded', decided_at = ?::timestamptz"
              + " where state = 'watching' and (model, started_at) <> (?, ?::timestamptz)",
          watch.startedAt().toString(),
          watch.model(),
          watch.startedAt().toString());
      // Of answers the newest model's alone count: what it cannot answer shows at once.
      Sql.update(store, "delete from answer_count where experiment = ?", watch.experiment());
    }
    Sql.update(
        store,
        "insert into promotion_watch ("
            + COLUMNS
            + ", state) values (?, ?, ?::timestamptz, ?::timestamptz, ?, ?::timestamptz, ?)"
            + " on conflict do nothing",
        watch.model(),
        watch.former(),
        watch.startedAt().toString(),
        watch.endsAt().toString(),
        watch.experiment(),
        watch.since().toString(),
        watched ? "watching" : "unwatched");
  }

  private static Watch watch(ResultSet row) throws SQLException {
    return new Watch(
        row.getString(1),
        row.getString(2),
        row.getTimestamp(3).toInstant(),
        row.getTimestamp(4).toInstant(),
        row.getString(5),
        row.getTimestamp(6).toInstant());
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
