package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.ingestion.plan.PlanVersion.Policy;
import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The table {@code plan_violation}. */
@ApplicationScoped
class ViolationStore {
  /** A field that is named by strangers must not fill the disk. */
  private static final int MOST_ROWS = 20_000;

  /** Of a key. */
  static final int PARTS = 5;

  private static final String ADD =
      """
      insert into plan_violation as v
          (event, version, policy, field, code, count, first_seen, last_seen)
      select * from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::bigint[],
          ?::timestamptz[], ?::timestamptz[])
      on conflict (event, version, policy, field, code) do update
      set count = v.count + excluded.count, last_seen = greatest(v.last_seen, excluded.last_seen)
      """;
  private static final String TRIM =
      """
      delete from plan_violation where last_seen < (
        select last_seen from plan_violation order by last_seen desc offset ? limit 1)
      """;

  private final AgroalDataSource store;

  /**
   * One kind of violation.
   *
   * @param version of the plan that was not kept to; 0 where the plan has no such event
   * @param policy what became of the events
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Row(
      String event,
      int version,
      Policy policy,
      String field,
      String code,
      long count,
      Instant firstSeen,
      Instant lastSeen) {

    /** What a page of a list ends with. */
    String key() {
      return Cursor.join(event, Integer.toString(version), policy.wireName(), field, code);
    }
  }

  ViolationStore(AgroalDataSource store) {
    this.store = store;
  }

  void add(Map<ViolationCounts.Key, ViolationCounts.Seen> counted) {
    // In one order, so that two replicas never wait for each other in a circle.
    List<Map.Entry<ViolationCounts.Key, ViolationCounts.Seen>> rows =
        counted.entrySet().stream()
            .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
            .toList();
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            Columns.of(statement, rows)
                .add("text", row -> row.getKey().event())
                .add("int", row -> row.getKey().version())
                .add("text", row -> row.getKey().policy().wireName())
                .add("text", row -> row.getKey().field())
                .add("text", row -> row.getKey().code())
                .add("bigint", row -> row.getValue().count())
                .add("timestamptz", row -> Timestamp.from(row.getValue().first()))
                .add("timestamptz", row -> Timestamp.from(row.getValue().last()));
            statement.executeUpdate();
          }
          try (PreparedStatement statement = connection.prepareStatement(TRIM)) {
            statement.setInt(1, MOST_ROWS);
            statement.executeUpdate();
          }
        });
  }

  /**
   * In order of event, version, policy, field and code.
   *
   * @param after a key a page ended with, null for the first
   * @param event null for all
   */
  List<Row> list(int limit, List<String> after, String event) {
    StringBuilder sql =
        new StringBuilder(
            "select event, version, policy, field, code, count, first_seen, last_seen from plan_violation where true");
    List<Object> parameters = new ArrayList<>();
    if (event != null) {
      sql.append(" and event = ?");
      parameters.add(event);
    }
    if (after != null) {
      sql.append(" and (event, version, policy, field, code) > (?, ?, ?, ?, ?)");
      parameters.addAll(after);
      parameters.set(parameters.size() - PARTS + 1, Integer.valueOf(after.get(1)));
    }
    sql.append(" order by event, version, policy, field, code limit ?");
    parameters.add(limit);
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < parameters.size(); i++) {
              statement.setObject(i + 1, parameters.get(i));
            }
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                rows.add(
                    new Row(
                        row.getString(1),
                        row.getInt(2),
                        Policy.parse(row.getString(3)).orElseThrow(),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getTimestamp(7).toInstant(),
                        row.getTimestamp(8).toInstant()));
              }
            }
            return rows;
          }
        });
  }
}
