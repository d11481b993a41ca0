package dev.parallax.recommendation.predictor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables {@code predictor} and {@code predictor_version}. */
@ApplicationScoped
class PredictorStore {
  private final AgroalDataSource store;
  private final Clock clock;

  PredictorStore(AgroalDataSource store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** A predictor as it is kept. */
  record Stored(String name, long no, Instant createdAt) {
    /** What its models are called in the registry. */
    String models() {
      return "predictor-" + name + "-" + no;
    }
  }

  /** One version's evaluation. */
  record Version(String modelId, ObjectNode report, Instant createdAt) {}

  /** Makes a predictor where there is none of that name; in the current transaction. */
  void ensure(String name) {
    Sql.update(
        store,
        "insert into predictor (name, created_at) values (?, ?) on conflict do nothing",
        name,
        Timestamp.from(clock.instant()));
  }

  Optional<Stored> find(String name) {
    return Sql.list(
            store,
            PredictorStore::stored,
            "select name, no, created_at from predictor where name = ?",
            name)
        .stream()
        .findFirst();
  }

  /** The same, and nobody deletes it until the transaction ends. */
  Optional<Stored> hold(String name, long no) {
    return Sql.list(
            store,
            PredictorStore::stored,
            "select name, no, created_at from predictor where name = ? and no = ? for share",
            name,
            no)
        .stream()
        .findFirst();
  }

  /** By name. */
  Page<Stored> list(int limit, String after) {
    Cursor.requireRow(after, name -> OrderForms.NAME.matcher(name).matches());
    return Page.of(
        Sql.list(
            store,
            PredictorStore::stored,
            "select name, no, created_at from predictor where name > ? order by name limit ?",
            after == null ? "" : after,
            limit + 1),
        limit,
        Stored::name);
  }

  void addVersion(String predictor, String modelId, ObjectNode report) {
    Sql.update(
        store,
        "insert into predictor_version (model_id, predictor, report, created_at)"
            + " values (?, ?, ?::jsonb, ?)",
        modelId,
        predictor,
        report.toString(),
        Timestamp.from(clock.instant()));
  }

  Optional<Version> version(String modelId) {
    return Sql.list(
            store,
            PredictorStore::version,
            "select model_id, report::text, created_at from predictor_version where model_id = ?",
            modelId)
        .stream()
        .findFirst();
  }

  /** Newest first. */
  List<Version> versions(String predictor, int most) {
    return Sql.list(
        store,
        PredictorStore::version,
        "select model_id, report::text, created_at from predictor_version where predictor = ?"
            + " order by created_at desc, model_id desc limit ?",
        predictor,
        most);
  }

  /** With versions and files; in the current transaction. */
  void delete(String name) {
    Sql.update(store, "delete from predictor_file where predictor = ?", name);
    Sql.update(store, "delete from predictor where name = ?", name);
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant());
  }

  private static Version version(ResultSet row) throws SQLException {
    try {
      return new Version(
          row.getString(1),
          (ObjectNode) EventJson.mapper().readTree(row.getString(2)),
          row.getTimestamp(3).toInstant());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable report", e);
    }
  }
}
