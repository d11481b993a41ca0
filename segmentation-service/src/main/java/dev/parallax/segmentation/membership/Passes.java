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

/**
 * Decides when everyone has to be placed anew: another model serves, a day has passed, or the
 * catalog has changed.
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

  private record Last(String modelId, Instant reference, Instant at, boolean catalogChanged) {}

  /** Marks everyone when it is time; in the caller's transaction, and one replica does it. */
  void markIfDue(String modelId) {
    Instant reference = features.reference().orElse(Instant.EPOCH);
    Sql.run(
        store,
        connection -> {
          if (isDue(last(connection, ""), modelId, reference)
              && isDue(last(connection, " for update"), modelId, reference)) {
            write(connection, modelId, reference);
            stale.markAll();
          }
        });
  }

  private boolean isDue(Last last, String modelId, Instant reference) {
    if (!modelId.equals(last.modelId())) {
      return true;
    }
    boolean rested = !clock.instant().isBefore(last.at().plus(config.refreshEvery()));
    return rested && (last.catalogChanged() || !reference.isBefore(last.reference().plus(DAY)));
  }

  private static Last last(Connection connection, String lock) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select model_id, reference, at, catalog_changed from pass" + lock);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Last(
          row.getString(1),
          instant(row.getTimestamp(2)),
          instant(row.getTimestamp(3)),
          row.getBoolean(4));
    }
  }

  private static Instant instant(Timestamp time) {
    return time == null ? Instant.EPOCH : time.toInstant();
  }

  private void write(Connection connection, String modelId, Instant reference) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update pass set model_id = ?, reference = ?, at = ?, catalog_changed = false")) {
      statement.setString(1, modelId);
      statement.setTimestamp(2, Timestamp.from(reference));
      statement.setTimestamp(3, Timestamp.from(clock.instant()));
      statement.executeUpdate();
    }
  }
}
