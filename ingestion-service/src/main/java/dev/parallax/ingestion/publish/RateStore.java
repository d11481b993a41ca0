package dev.parallax.ingestion.publish;

import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The table {@code intake_second}, to which all replicas add. */
@ApplicationScoped
class RateStore {
  private static final int KEPT_SECONDS = 120;
  private static final String ADD =
      """
      insert into intake_second as i (second, accepted, rejected) values (?, ?, ?)
      on conflict (second) do update
      set accepted = i.accepted + excluded.accepted, rejected = i.rejected + excluded.rejected
      """;
  private static final String FOLD =
      """
      with old as (
        delete from intake_second where second > 'epoch' and second < ? returning accepted, rejected
      )
      insert into intake_second as i (second, accepted, rejected)
      select 'epoch', sum(accepted), sum(rejected) from old having count(*) > 0
      on conflict (second) do update
      set accepted = i.accepted + excluded.accepted, rejected = i.rejected + excluded.rejected
      """;

  private final AgroalDataSource store;

  RateStore(AgroalDataSource store) {
    this.store = store;
  }

  /** Adds what came in at a moment. */
  void add(Instant at, long accepted, long rejected) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setTimestamp(1, Timestamp.from(at.truncatedTo(ChronoUnit.SECONDS)));
            statement.setLong(2, accepted);
            statement.setLong(3, rejected);
            statement.executeUpdate();
          }
        });
  }

  /** Puts what is old together, which keeps the table small. */
  void fold(Instant now) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(FOLD)) {
            statement.setTimestamp(1, Timestamp.from(now.minusSeconds(KEPT_SECONDS)));
            statement.executeUpdate();
          }
        });
  }

  /** The whole seconds before this moment, and everything. */
  Rate.Snapshot read(Instant now) {
    long end = now.getEpochSecond();
    return Sql.call(
        store,
        connection -> {
          int[] minute = new int[Rate.SECONDS];
          long accepted = 0;
          long rejected = 0;
          try (PreparedStatement statement =
                  connection.prepareStatement(
                      "select extract(epoch from second)::bigint, accepted, rejected from intake_second");
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              long ago = end - row.getLong(1);
              accepted += row.getLong(2);
              rejected += row.getLong(3);
              if (ago >= 1 && ago <= Rate.SECONDS) {
                minute[(int) (Rate.SECONDS - ago)] = (int) row.getLong(2);
              }
            }
          }
          List<Integer> lastMinute = new ArrayList<>(minute.length);
          for (int events : minute) {
            lastMinute.add(events);
          }
          return new Rate.Snapshot(Rate.recent(minute), lastMinute, accepted, rejected);
        });
  }
}
