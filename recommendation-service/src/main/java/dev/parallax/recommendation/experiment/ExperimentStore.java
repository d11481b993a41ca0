package dev.parallax.recommendation.experiment;

import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table {@code experiment}. */
@ApplicationScoped
class ExperimentStore {
  private static final String SELECT =
      "select name, state, definition, created_at, started_at, stopped_at, stopped_because"
          + " from experiment ";

  private final AgroalDataSource store;

  ExperimentStore(AgroalDataSource store) {
    this.store = store;
  }

  Optional<Experiment> find(String name) {
    return Sql.list(store, ExperimentStore::experiment, SELECT + "where name = ?", name).stream()
        .findFirst();
  }

  /** The same; nobody else changes it until the transaction ends. */
  Optional<Experiment> lock(String name) {
    return Sql.list(store, ExperimentStore::experiment, SELECT + "where name = ? for update", name)
        .stream()
        .findFirst();
  }

  List<Experiment> running() {
    return Sql.list(
        store, ExperimentStore::experiment, SELECT + "where state = 'running' order by name");
  }

  /** Until the transaction ends nobody else starts an experiment. */
  void lockStarts() {
    Sql.run(
        store,
        connection -> {
          try (var statement =
              connection.prepareStatement("select pg_advisory_xact_lock(7306093)")) {
            statement.execute();
          }
        });
  }

  /** By name. */
  List<Experiment> list(int most, String after) {
    return Sql.list(
        store,
        ExperimentStore::experiment,
        SELECT + "where name > ? order by name limit ?",
        after == null ? "" : after,
        most);
  }

  void save(String name, ExperimentDefinition definition, Instant now) {
    Sql.update(
        store,
        "insert into experiment (name, definition, state, created_at)"
            + " values (?, ?::jsonb, 'draft', ?::timestamptz)"
            + " on conflict (name) do update set definition = excluded.definition",
        name,
        EventJson.mapper().valueToTree(definition).toString(),
        now.toString());
  }

  void start(String name, Instant now) {
    Sql.update(
        store,
        "update experiment set state = 'running', started_at = ?::timestamptz where name = ?",
        now.toString(),
        name);
  }

  /**
   * @param because null where somebody stops it
   */
  void stop(String name, Instant now, Experiment.Stop because) {
    Sql.update(
        store,
        "update experiment set state = 'stopped', stopped_at = ?::timestamptz,"
            + " stopped_because = ?::jsonb where name = ?",
        now.toString(),
        because == null ? null : EventJson.mapper().valueToTree(because).toString(),
        name);
  }

  /** Whether it is this replica's turn to look at what runs, until its transaction ends. */
  boolean lockLook() {
    return Sql.list(store, row -> row.getBoolean(1), "select pg_try_advisory_xact_lock(7306094)")
        .getFirst();
  }

  void delete(String name) {
    Sql.update(store, "delete from experiment where name = ?", name);
  }

  private static Experiment experiment(ResultSet row) throws SQLException {
    return new Experiment(
        row.getString(1),
        Experiment.State.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
        read(row.getString(3), ExperimentDefinition.class),
        instant(row.getTimestamp(4)),
        instant(row.getTimestamp(5)),
        instant(row.getTimestamp(6)),
        read(row.getString(7), Experiment.Stop.class));
  }

  private static <T> T read(String json, Class<T> type) {
    return json == null ? null : EventJson.read(json.getBytes(StandardCharsets.UTF_8), type);
  }

  private static Instant instant(Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
