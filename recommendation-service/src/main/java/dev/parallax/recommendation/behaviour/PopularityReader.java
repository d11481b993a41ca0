package dev.parallax.recommendation.behaviour;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.history.Signal;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Counts what happened of late by item, segment and stretch of time, within the database. */
@ApplicationScoped
public class PopularityReader {
  private static final String NEWEST =
      """
      select greatest((select max(occurred_at) from purchase), (select max(occurred_at) from signal))
      """;

  /** Statistics that the database keeps anyway: tell whether anything was written, for free. */
  private static final String WRITES =
      """
      select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_stat_user_tables
      where schemaname = current_schema and relname in ('purchase', 'signal', 'membership', 'profile')
      """;

  /** Whoever does not agree to personalization is of no segment here: a sale, and no more. */
  private static final String COUNTS =
      """
      with agreed as (
        select m.cid, m.segment_id from membership m left join profile f using (cid)
        where coalesce(f.personalization, ?))
      select item, segment_id, kind, stretch, count(*) from (
        select unnest(b.items) as item, m.segment_id, 0 as kind,
          floor(extract(epoch from b.occurred_at) / $)::bigint as stretch
        from purchase b left join agreed m using (cid) where b.occurred_at > ?
        union all
        select b.item_id, m.segment_id, b.kind, floor(extract(epoch from b.occurred_at) / $)::bigint
        from signal b left join agreed m using (cid) where b.occurred_at > ?) b
      group by item, segment_id, kind, stretch
      """;

  private final AgroalDataSource store;
  private final ConsentPolicy consent;

  PopularityReader(AgroalDataSource store, ConsentPolicy consent) {
    this.store = store;
    this.consent = consent;
  }

  /** Hears what was counted. */
  @FunctionalInterface
  public interface Taker {
    /**
     * @param segment null for customers in none
     * @param signal null for orders
     * @param epochSecond the middle of the stretch of time
     */
    void take(String item, String segment, Signal signal, long epochSecond, int times);
  }

  /** Event time of what happened last; empty before anything did. */
  public Optional<Instant> newest() {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(NEWEST);
              ResultSet row = statement.executeQuery()) {
            row.next();
            return Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant);
          }
        });
  }

  /** Grows when anything that popularity is counted from is written; may lag some seconds. */
  public long writes() {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(WRITES);
              ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  public void count(Instant since, Duration stretch, Taker taker) {
    boolean unanswered = consent.answer(Purpose.PERSONALIZATION, null);
    QuarkusTransaction.requiringNew()
        .timeout((int) Duration.ofMinutes(5).toSeconds())
        .run(
            () ->
                Sql.run(store, connection -> count(connection, unanswered, since, stretch, taker)));
  }

  private static void count(
      Connection connection, boolean unanswered, Instant since, Duration stretch, Taker taker)
      throws SQLException {
    long seconds = stretch.toSeconds();
    try (PreparedStatement statement =
        connection.prepareStatement(COUNTS.replace("$", Long.toString(seconds)))) {
      statement.setFetchSize(5_000);
      statement.setBoolean(1, unanswered);
      statement.setTimestamp(2, Timestamp.from(since));
      statement.setTimestamp(3, Timestamp.from(since));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          int kind = row.getInt(3);
          taker.take(
              row.getString(1),
              row.getString(2),
              kind == 0 ? null : Signal.of(kind),
              row.getLong(4) * seconds + seconds / 2,
              row.getInt(5));
        }
      }
    }
  }
}
