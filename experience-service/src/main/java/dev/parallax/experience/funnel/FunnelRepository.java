package dev.parallax.experience.funnel;

import dev.parallax.experience.customer.Analytics;
import dev.parallax.experience.customer.Segments;
import dev.parallax.experience.session.Step;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Counts visits by how far they went. */
@ApplicationScoped
public class FunnelRepository {
  private static final String COUNT =
      """
      with deepest as (
        select v.customer_id, max(v.depth) as d, count(*) as n0,
          count(*) filter (where v.depth >= 1) as n1, count(*) filter (where v.depth >= 2) as n2,
          count(*) filter (where v.depth >= 3) as n3, count(*) filter (where v.depth >= 4) as n4
        from visit v join customer c on c.id = v.customer_id
        where %s
          and (?::timestamptz is null or v.started_at >= ?) and (?::timestamptz is null or v.started_at < ?)
          and (?::text is null or %s = ?)
        group by v.customer_id
      )
      select coalesce(sum(n0), 0), coalesce(sum(n1), 0), coalesce(sum(n2), 0), coalesce(sum(n3), 0),
        coalesce(sum(n4), 0), count(*), count(*) filter (where d >= 1), count(*) filter (where d >= 2),
        count(*) filter (where d >= 3), count(*) filter (where d >= 4)
      from deepest
      """
          .formatted(Analytics.ALLOWED, Segments.OF_CUSTOMER);

  private final AgroalDataSource store;
  private final Analytics analytics;

  FunnelRepository(AgroalDataSource store, Analytics analytics) {
    this.store = store;
    this.analytics = analytics;
  }

  /** The funnel of all visits there are. */
  public Funnel overall() {
    return find(new Period(null, null), null);
  }

  /**
   * @throws RuntimeException a 400 problem naming {@code segment} when there is none of this id
   */
  Funnel find(Period period, String segment) {
    return Sql.call(
        store,
        connection -> {
          if (segment != null) {
            Segments.present(connection).require(segment);
          }
          return count(connection, period, segment);
        });
  }

  private Funnel count(Connection connection, Period period, String segment) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
      statement.setBoolean(1, analytics.assumed());
      statement.setTimestamp(2, timestamp(period.from()));
      statement.setTimestamp(3, timestamp(period.from()));
      statement.setTimestamp(4, timestamp(period.to()));
      statement.setTimestamp(5, timestamp(period.to()));
      statement.setString(6, segment);
      statement.setString(7, segment);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return funnel(row, period, segment);
      }
    }
  }

  private static Funnel funnel(ResultSet row, Period period, String segment) throws SQLException {
    int columns = Step.ALL.size() + 1;
    long sessions = row.getLong(1);
    List<Funnel.FunnelStep> steps = new ArrayList<>();
    for (Step step : Step.ALL) {
      int column = step.ordinal() + 2;
      long reached = row.getLong(column);
      steps.add(
          new Funnel.FunnelStep(
              step.wireName(),
              reached,
              row.getLong(column + columns),
              rate(reached, row.getLong(column - 1)),
              rate(reached, sessions)));
    }
    return new Funnel(
        period.from(), period.to(), segment, sessions, row.getLong(columns + 1), steps);
  }

  private static Double rate(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }

  private static Timestamp timestamp(Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
