package dev.parallax.experience.overview;

import dev.parallax.contracts.Topics;
import dev.parallax.experience.customer.Analytics;
import dev.parallax.experience.intake.Intake;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** Sums over customers and visits. */
@ApplicationScoped
class OverviewRepository {
  private static final String TOTALS =
      """
      select count(*) filter (where %1$s), coalesce(sum(a.events) filter (where %1$s), 0),
        coalesce(sum(a.orders) filter (where %1$s), 0), coalesce(sum(a.refunds) filter (where %1$s), 0),
        count(*), coalesce(sum(a.orders), 0), coalesce(sum(a.refunds), 0)
      from customer c left join activity a on a.customer_id = c.id
      where a.customer_id is not null or exists (select from voice v where v.customer_id = c.id)
      """
          .formatted(Analytics.ALLOWED);

  private static final String SESSIONS =
      """
      select coalesce(sum(r.sessions) filter (where %1$s), 0),
        coalesce(sum(r.with_order) filter (where %1$s), 0), coalesce(sum(r.sessions), 0)
      from reach r join customer c on c.id = r.customer_id
      """
          .formatted(Analytics.ALLOWED);

  private static final String OFFERED =
      "select count(*), count(*) filter (where product and available) from catalog_item where not gone";

  /** Sums over customers; the first are of those who may be counted. */
  record Totals(
      long customersCounted,
      long eventsCounted,
      long ordersCounted,
      long refundsCounted,
      long customers,
      long orders,
      long refunds) {}

  /** Visits; the first are of those who may be counted. */
  record Sessions(long counted, long countedWithOrder, long all) {}

  private final AgroalDataSource store;
  private final Analytics analytics;

  OverviewRepository(AgroalDataSource store, Analytics analytics) {
    this.store = store;
    this.analytics = analytics;
  }

  Totals totals() {
    return Sql.call(store, this::totals);
  }

  Sessions sessions() {
    return Sql.call(store, this::sessions);
  }

  Counts counts() {
    return Sql.call(
        store,
        connection -> {
          Map<String, Long> intake = Intake.all(connection);
          Totals totals = totals(connection);
          long[] catalog = catalog(connection);
          return new Counts(
              intake.getOrDefault(Topics.CUSTOMER_EVENTS, 0L),
              totals.customers(),
              totals.customersCounted(),
              sessions(connection).all(),
              totals.orders(),
              totals.refunds(),
              intake.getOrDefault(Topics.FEEDBACK, 0L),
              catalog[0],
              catalog[1],
              intake.getOrDefault(Topics.RECOMMENDATION_EXPOSURES, 0L),
              intake.getOrDefault(Topics.READINGS, 0L),
              intake.getOrDefault(Topics.IDENTITY_MERGES, 0L),
              intake.getOrDefault(Topics.CUSTOMER_PROFILES, 0L),
              intake.getOrDefault(Topics.SEGMENT_MEMBERSHIPS, 0L));
        });
  }

  private Totals totals(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TOTALS)) {
      for (int i = 1; i <= 4; i++) {
        statement.setBoolean(i, analytics.assumed());
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Totals(
            row.getLong(1),
            row.getLong(2),
            row.getLong(3),
            row.getLong(4),
            row.getLong(5),
            row.getLong(6),
            row.getLong(7));
      }
    }
  }

  private Sessions sessions(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SESSIONS)) {
      statement.setBoolean(1, analytics.assumed());
      statement.setBoolean(2, analytics.assumed());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Sessions(row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }
  }

  private static long[] catalog(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OFFERED);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new long[] {row.getLong(1), row.getLong(2)};
    }
  }
}
