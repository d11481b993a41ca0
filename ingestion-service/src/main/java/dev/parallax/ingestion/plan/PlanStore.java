package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.call.EventNames;
import dev.parallax.ingestion.plan.PlanVersion.Policy;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables {@code tracking_plan} and {@code tracking_plan_revision}. */
@ApplicationScoped
class PlanStore {
  private static final String COLUMNS = "event, version, policy, description, schema, created_at";
  private static final String NEWEST =
      "select distinct on (event_key) "
          + COLUMNS
          + " from tracking_plan order by event_key, version desc";

  private final AgroalDataSource store;

  PlanStore(AgroalDataSource store) {
    this.store = store;
  }

  /** Moves whenever there is a new version. */
  long revision() {
    return number("select revision from tracking_plan_revision");
  }

  /** Keeps other writers out until the end of the transaction. */
  void lock() {
    number("select revision from tracking_plan_revision for update");
  }

  /** The newest own version of every event. */
  List<PlanVersion> newest() {
    return list(NEWEST);
  }

  /** All own versions of an event, newest first. */
  List<PlanVersion> versions(String event) {
    return list(
        "select " + COLUMNS + " from tracking_plan where event_key = ? order by version desc",
        EventNames.key(event));
  }

  Optional<PlanVersion> newest(String event) {
    return versions(event).stream().findFirst();
  }

  /** Within a transaction that holds the lock. */
  void add(PlanVersion version, boolean forced) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  insert into tracking_plan
                      (event_key, version, event, policy, description, schema, forced, created_at)
                  values (?, ?, ?, ?, ?, ?, ?, ?)
                  """)) {
            statement.setString(1, EventNames.key(version.event()));
            statement.setInt(2, version.version());
            statement.setString(3, version.event());
            statement.setString(4, version.policy().wireName());
            statement.setString(5, version.description());
            statement.setString(6, version.schema().toString());
            statement.setBoolean(7, forced);
            statement.setTimestamp(8, Timestamp.from(version.createdAt()));
            statement.executeUpdate();
          }
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "update tracking_plan_revision set revision = revision + 1")) {
            statement.executeUpdate();
          }
        });
  }

  private long number(String sql) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql);
              ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  private List<PlanVersion> list(String sql, String... parameters) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
              statement.setString(i + 1, parameters[i]);
            }
            List<PlanVersion> versions = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                versions.add(version(row));
              }
            }
            return versions;
          }
        });
  }

  private static PlanVersion version(ResultSet row) throws SQLException {
    return new PlanVersion(
        row.getString(1),
        row.getInt(2),
        false,
        Policy.parse(row.getString(3)).orElseThrow(),
        row.getString(4),
        schema(row.getString(5)),
        row.getTimestamp(6).toInstant());
  }

  static ObjectNode schema(String json) {
    return EventJson.read(json.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
  }
}
