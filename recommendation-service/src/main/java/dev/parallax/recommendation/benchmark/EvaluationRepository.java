package dev.parallax.recommendation.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.evaluation.ResultTable;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The tables {@code evaluation} and {@code evaluation_block}. */
@ApplicationScoped
class EvaluationRepository {
  private static final String SELECT =
      "select e.id, e.name, j.state, j.done, j.total, j.message, j.error, e.created_at,"
          + " j.finished_at, e.interactions, e.request, e.result"
          + " from evaluation e join job j using (id)";

  private final AgroalDataSource store;
  private final Clock clock;

  EvaluationRepository(AgroalDataSource store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** In the caller's transaction, before its blocks. */
  void insert(String id, String name, EvaluationRequest request) {
    Sql.update(
        store,
        "insert into evaluation (id, name, request, interactions, created_at)"
            + " values (?, ?, ?::jsonb, 0, ?)",
        id,
        name,
        EventJson.mapper().valueToTree(request).toString(),
        Timestamp.from(clock.instant()));
  }

  /** In the caller's transaction. */
  void addBlock(String id, int number, byte[] bytes) {
    Sql.update(
        store,
        "insert into evaluation_block (evaluation_id, no, bytes) values (?, ?, ?)",
        id,
        number,
        bytes);
  }

  void setInteractions(String id, long interactions) {
    Sql.update(store, "update evaluation set interactions = ? where id = ?", interactions, id);
  }

  /** Jobs that wait or run. */
  int open() {
    return Sql.list(
            store,
            row -> row.getInt(1),
            "select count(*) from evaluation join job using (id) where state in ('queued', 'running')")
        .getFirst();
  }

  /** Each block in order, one at a time. */
  void readBlocks(String id, Consumer<byte[]> taker) {
    for (int number = 0; ; number++) {
      List<byte[]> block =
          Sql.list(
              store,
              row -> row.getBytes(1),
              "select bytes from evaluation_block where evaluation_id = ? and no = ?",
              id,
              number);
      if (block.isEmpty()) {
        return;
      }
      taker.accept(block.getFirst());
    }
  }

  void deleteBlocks(String id) {
    Sql.update(store, "delete from evaluation_block where evaluation_id = ?", id);
  }

  /** Those of jobs that are over, whose end did not come to deleting them. */
  int deleteBlocksOfEnded() {
    return Sql.update(
        store,
        "delete from evaluation_block b using job j"
            + " where j.id = b.evaluation_id and j.state in ('succeeded', 'failed')");
  }

  void setResult(String id, ResultTable result) {
    Sql.update(
        store,
        "update evaluation set result = ?::jsonb where id = ?",
        EventJson.mapper().valueToTree(result).toString(),
        id);
  }

  Optional<EvaluationRequest> request(String id) {
    return Sql.list(
            store,
            row -> read(row.getString(1), EvaluationRequest.class),
            "select request from evaluation where id = ?",
            id)
        .stream()
        .findFirst();
  }

  Optional<EvaluationView> find(String id) {
    return Sql.list(store, EvaluationRepository::view, SELECT + " where e.id = ?", id).stream()
        .findFirst();
  }

  /** Newest first. */
  Page<EvaluationView> list(int limit, String after) {
    Cursor.requireRow(after, id -> find(id).isPresent());
    String order = " order by e.created_at desc, e.id desc limit ?";
    List<EvaluationView> views =
        after == null
            ? Sql.list(store, EvaluationRepository::view, SELECT + order, limit + 1)
            : Sql.list(
                store,
                EvaluationRepository::view,
                SELECT
                    + " where (e.created_at, e.id) <"
                    + " (select created_at, id from evaluation where id = ?)"
                    + order,
                after,
                limit + 1);
    return Page.of(views, limit, EvaluationView::id);
  }

  private static EvaluationView view(ResultSet row) throws SQLException {
    return new EvaluationView(
        row.getString(1),
        row.getString(2),
        Job.State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        row.getLong(4),
        row.getLong(5),
        row.getString(6),
        row.getString(7),
        row.getTimestamp(8).toInstant(),
        instant(row.getTimestamp(9)),
        row.getLong(10),
        read(row.getString(11), EvaluationRequest.class),
        read(row.getString(12), ResultTable.class));
  }

  private static Instant instant(Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return json == null ? null : EventJson.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable jsonb", e);
    }
  }
}
