package dev.parallax.experience.friction;

import dev.parallax.experience.customer.Analytics;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the frictions of some pages were about, in one statement for all. */
@ApplicationScoped
class CauseRepository {
  /** Of one page and kind. */
  static final int MOST = 5;

  /** Searched words that only few have used may say who they are. */
  private static final String CAUSES =
      """
      , wanted as (
        select page.id as page_id, w.path, w.kind
        from unnest(?::text[], ?::text[]) as w (path, kind) join page on page.path = w.path
      ), counted as (
        select w.path, w.kind, c.id, c.code, c.detail, c.part, sum(f.times) as times, count(*) as visits,
          count(distinct f.customer_id) as customers
        from wanted w
        join seen using (page_id)
        join friction f using (customer_id, session_key, page_id)
        join friction_cause c on c.id = f.cause_id and c.kind = w.kind
        group by w.path, w.kind, c.id
      ), placed as (
        select *, row_number() over (
          partition by path, kind order by customers desc, times desc, id) as place
        from counted
        where detail <> '' and (kind <> 'empty-search' or customers >= ?)
      )
      select path, kind, code, detail, part, times, visits, customers from placed where place <= ?
      order by path, kind, place
      """;

  private static final String VITAL =
      """
      , count({v}), count(*) filter (where {v} > {good} and {v} <= {poor}),
        count(*) filter (where {v} > {poor}), percentile_cont(0.75) within group (order by {v})
      """;

  private static final String VITALS =
      "select page.path"
          + Arrays.stream(Vital.values())
              .map(CauseRepository::columns)
              .collect(Collectors.joining())
          + """
          from seen join page on page.id = seen.page_id
          where page.path = any (?) and timed
          group by page.path
          """;

  /** One cause on one page. */
  record Counted(Cause cause, long times, long visits, long customers) {}

  /**
   * One vital on one page, by visit.
   *
   * @param fair visits in which it was neither good nor poor
   * @param typical the 75th percentile: what web.dev holds against the thresholds
   */
  record Measured(Vital vital, long visits, long fair, long poor, double typical) {}

  /** A row of the list. */
  record Key(String page, FrictionKind kind) {}

  private final AgroalDataSource store;
  private final Analytics analytics;
  private final FrictionConfig config;

  CauseRepository(AgroalDataSource store, Analytics analytics, FrictionConfig config) {
    this.store = store;
    this.analytics = analytics;
    this.config = config;
  }

  private static String columns(Vital vital) {
    return VITAL
        .replace("{v}", "seen." + vital.column())
        .replace("{good}", Double.toString(vital.good()))
        .replace("{poor}", Double.toString(vital.poor()));
  }

  /** The most frequent causes of each, those first that hit the most customers. */
  Map<Key, List<Counted>> causes(FrictionQuery query, Collection<Key> keys) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(SeenVisits.WITH + CAUSES)) {
            int next = SeenVisits.set(statement, query, analytics, query.from());
            statement.setArray(next, texts(connection, keys.stream().map(Key::page).toArray()));
            statement.setArray(
                next + 1,
                texts(connection, keys.stream().map(key -> key.kind().wireName()).toArray()));
            statement.setInt(next + 2, config.minCustomersOfWords());
            statement.setInt(next + 3, MOST);
            return counted(statement);
          }
        });
  }

  private static Map<Key, List<Counted>> counted(PreparedStatement statement) throws SQLException {
    Map<Key, List<Counted>> causes = new HashMap<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        FrictionKind kind = FrictionKind.ofWireName(row.getString(2));
        causes
            .computeIfAbsent(new Key(row.getString(1), kind), key -> new ArrayList<>())
            .add(
                new Counted(
                    new Cause(kind, row.getString(3), row.getString(4), row.getString(5)),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8)));
      }
    }
    return causes;
  }

  /** The vitals of each page, as far as they were measured. */
  Map<String, List<Measured>> vitals(FrictionQuery query, Collection<String> pages) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(SeenVisits.WITH + VITALS)) {
            int next = SeenVisits.set(statement, query, analytics, query.from());
            statement.setArray(next, texts(connection, pages.toArray()));
            Map<String, List<Measured>> vitals = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                vitals.put(row.getString(1), measured(row));
              }
            }
            return vitals;
          }
        });
  }

  private static List<Measured> measured(ResultSet row) throws SQLException {
    List<Measured> all = new ArrayList<>();
    for (Vital vital : Vital.values()) {
      int at = 2 + 4 * vital.ordinal();
      if (row.getLong(at) > 0) {
        all.add(
            new Measured(
                vital,
                row.getLong(at),
                row.getLong(at + 1),
                row.getLong(at + 2),
                row.getDouble(at + 3)));
      }
    }
    return all;
  }

  private static Array texts(Connection connection, Object[] texts) throws SQLException {
    return connection.createArrayOf("text", texts);
  }
}
