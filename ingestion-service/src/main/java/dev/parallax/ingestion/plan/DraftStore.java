package dev.parallax.ingestion.plan;

import dev.parallax.ingestion.call.EventNames;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table {@code tracking_plan_draft}: at most one draft per event, the newest. */
@ApplicationScoped
class DraftStore {
  private static final String COLUMNS = "event, observed, created_at, schema";
  private static final String PUT =
      """
      insert into tracking_plan_draft (event_key, event, schema, observed, created_at)
      values (?, ?, ?, ?, ?)
      on conflict (event_key) do update
      set event = excluded.event, schema = excluded.schema, observed = excluded.observed,
          created_at = excluded.created_at
      """;

  private final AgroalDataSource store;

  DraftStore(AgroalDataSource store) {
    this.store = store;
  }

  void put(Collection<Draft> drafts) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(PUT)) {
            for (Draft draft : drafts) {
              statement.setString(1, EventNames.key(draft.event()));
              statement.setString(2, draft.event());
              statement.setString(3, draft.schema().toString());
              statement.setLong(4, draft.observed());
              statement.setTimestamp(5, Timestamp.from(draft.createdAt()));
              statement.addBatch();
            }
            statement.executeBatch();
          }
        });
  }

  /**
   * By name.
   *
   * @param after the key of the name a page ended with, null for the first
   */
  List<Draft> list(int limit, String after) {
    return query(
        "select "
            + COLUMNS
            + " from tracking_plan_draft where event_key > ? order by event_key limit "
            + limit,
        after == null ? "" : after);
  }

  Optional<Draft> find(String event) {
    return query(
            "select " + COLUMNS + " from tracking_plan_draft where event_key = ?",
            EventNames.key(event))
        .stream()
        .findFirst();
  }

  /**
   * @return whether there was one
   */
  boolean remove(String event) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("delete from tracking_plan_draft where event_key = ?")) {
            statement.setString(1, EventNames.key(event));
            return statement.executeUpdate() > 0;
          }
        });
  }

  private List<Draft> query(String sql, String parameter) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            List<Draft> drafts = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                drafts.add(draft(row));
              }
            }
            return drafts;
          }
        });
  }

  private static Draft draft(ResultSet row) throws SQLException {
    return new Draft(
        row.getString(1),
        row.getLong(2),
        row.getTimestamp(3).toInstant(),
        PlanStore.schema(row.getString(4)));
  }
}
