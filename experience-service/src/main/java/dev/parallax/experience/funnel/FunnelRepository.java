package dev.parallax.experience.funnel;

import dev.parallax.experience.customer.Analytics;
import dev.parallax.experience.customer.Segments;
import dev.parallax.experience.session.Step;
import dev.parallax.kit.page.Period;
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
class FunnelRepository {
  private static final String SUMS =
      """
      select coalesce(sum(sessions), 0), coalesce(sum(viewed), 0), coalesce(sum(added), 0),
        coalesce(sum(checkout), 0), coalesce(sum(ordered), 0),
        count(*) filter (where sessions > 0), count(*) filter (where viewed > 0),
        count(*) filter (where added > 0), count(*) filter (where checkout > 0),
        count(*) filter (where ordered > 0)
      """;

  private static final String WHO =
      "where %s and (?::text is null or %s = ?)".formatted(Analytics.ALLOWED, Segments.OF_CUSTOMER);

  /** All visits: their sums are kept by customer. */
  private static final String OVERALL =
      SUMS + "from reach join customer c on c.id = reach.customer_id\n" + WHO;

  private static final String IN_PERIOD =
      """
      with reach as (
        select v.customer_id, count(*) as sessions,
          count(*) filter (where v.depth >= 1) as viewed, count(*) filter (where v.depth >= 2) as added,
          count(*) filter (where v.depth >= 3) as checkout, count(*) filter (where v.depth >= 4) as ordered
        from visit v join customer c on c.id = v.customer_id
        """
          + WHO
          + """
             and v.began_at >= coalesce(?, '-infinity'::timestamptz)
            and v.began_at < coalesce(?, 'infinity'::timestamptz)
          group by v.customer_id
        )
        """
          + SUMS
          + "from reach";

  private final AgroalDataSource store;
  private final Analytics analytics;

  FunnelRepository(AgroalDataSource store, Analytics analytics) {
    this.store = store;
    this.analytics = analytics;
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
    boolean always = period.from() == null && period.to() == null;
    try (PreparedStatement statement = connection.prepareStatement(always ? OVERALL : IN_PERIOD)) {
      statement.setBoolean(1, analytics.assumed());
      statement.setString(2, segment);
      statement.setString(3, segment);
      if (!always) {
        statement.setTimestamp(4, timestamp(period.from()));
        statement.setTimestamp(5, timestamp(period.to()));
      }
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
