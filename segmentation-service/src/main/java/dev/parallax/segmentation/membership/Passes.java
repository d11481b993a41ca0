package dev.parallax.segmentation.membership;

import dev.parallax.kit.store.Sql;
import dev.parallax.segmentation.customer.FeatureQuery;
import dev.parallax.segmentation.customer.StaleCustomers;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides when everyone has to be placed anew, because another model serves or a day has passed,
 * and goes through them a batch at a time; how far it has got is in the database, so that any
 * replica goes on after a crash.
 */
@ApplicationScoped
class Passes {
  private static final Duration DAY = Duration.ofDays(1);

  private final AgroalDataSource store;
  private final StaleCustomers stale;
  private final FeatureQuery features;
  private final MembershipConfig config;
  private final Clock clock;

  Passes(
      AgroalDataSource store,
      StaleCustomers stale,
      FeatureQuery features,
      MembershipConfig config,
      Clock clock) {
    this.store = store;
    this.stale = stale;
    this.features = features;
    this.config = config;
    this.clock = clock;
  }

  private record Last(String modelId, Instant reference, Instant at) {}

  /** Begins to go through everyone when it is time; in the caller's transaction. */
  void beginIfDue(String modelId) {
    Instant reference = features.reference().orElse(Instant.EPOCH);
    Sql.run(
        store,
        connection -> {
          if (isDue(last(connection), modelId, reference)) {
            begin(connection, modelId, reference);
          }
        });
  }

  private boolean isDue(Last last, String modelId, Instant reference) {
    return !modelId.equals(last.modelId())
        || (!reference.isBefore(last.reference().plus(DAY))
            && !clock.instant().isBefore(last.at().plus(config.refreshEvery())));
  }

  private static Last last(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select model_id, reference, at from pass");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Last(row.getString(1), instant(row.getTimestamp(2)), instant(row.getTimestamp(3)));
    }
  }

  private static Instant instant(Timestamp time) {
    return time == null ? Instant.EPOCH : time.toInstant();
  }

  private void begin(Connection connection, String modelId, Instant reference) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update pass set model_id = ?, reference = ?, at = ?, position = ''")) {
      statement.setString(1, modelId);
      statement.setTimestamp(2, Timestamp.from(reference));
      statement.setTimestamp(3, Timestamp.from(clock.instant()));
      statement.executeUpdate();
    }
  }

  /** The next customers to place, empty when all are; in the caller's transaction. */
  List<String> next(int most) {
    return Sql.call(
        store,
        connection -> {
          List<String> cids = new ArrayList<>();
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  select c.cid from pass join customer c on c.cid > pass.position
                  order by c.cid limit ?
                  """)) {
            statement.setInt(1, most);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                cids.add(row.getString(1));
              }
            }
          }
          moveTo(connection, cids.isEmpty() ? null : cids.getLast());
          return cids;
        });
  }

  private static void moveTo(Connection connection, String position) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("update pass set position = ? where position is not null")) {
      statement.setString(1, position);
      statement.executeUpdate();
    }
  }

  /**
   * Has everyone's totals computed anew when the catalog has changed, but not within {@code rest}.
   */
  void markStaleIfCatalogChanged(Duration rest) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  update pass set catalog_changed = false, catalog_at = ?
                  where catalog_changed and (catalog_at is null or catalog_at <= ?)
                  """)) {
            Instant now = clock.instant();
            statement.setTimestamp(1, Timestamp.from(now));
            statement.setTimestamp(2, Timestamp.from(now.minus(rest)));
            if (statement.executeUpdate() > 0) {
              stale.markAll();
            }
          }
        });
  }
}
