package dev.parallax.ingestion.source;

import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables {@code source} and {@code source_key}. */
@ApplicationScoped
class SourceRepository {
  private static final String SOURCES =
      "select name, description, scopes, origins, rate, burst, enabled, created_at, changed_at"
          + " from source";
  private static final String KEYS =
      "select id, prefix, created_at, expires_at, revoked_at, last_used_at, source, digest"
          + " from source_key";

  private final AgroalDataSource store;

  /** A source with the times of its row. */
  record Row(SourceDefinition source, Instant createdAt, Instant changedAt) {}

  /** A key with what only the look-up needs. */
  record KeyRow(SourceKey key, String source, byte[] digest) {}

  /** Keys that hold. */
  record KeyCounts(long all, long ofSource) {}

  SourceRepository(AgroalDataSource store) {
    this.store = store;
  }

  /**
   * @return false when there is one of that name
   */
  boolean insert(SourceDefinition source, Instant now) {
    return update(
            "insert into source (description, scopes, origins, rate, burst, enabled, changed_at, name, created_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
            source,
            now,
            true)
        == 1;
  }

  /** Of a source that is there. */
  void update(SourceDefinition source, Instant now) {
    update(
        "update source set description = ?, scopes = ?, origins = ?, rate = ?, burst = ?, enabled = ?,"
            + " changed_at = ? where name = ?",
        source,
        now,
        false);
  }

  private int update(String sql, SourceDefinition source, Instant now, boolean created) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, source.description());
            statement.setArray(
                2, texts(connection, source.scopes().stream().map(Scope::wireName).toList()));
            statement.setArray(3, texts(connection, source.origins()));
            SourceRate rate = source.rate();
            statement.setObject(4, rate == null ? null : (Integer) rate.eventsPerSecond());
            statement.setObject(5, rate == null ? null : (Integer) rate.burst());
            statement.setBoolean(6, source.enabled());
            statement.setTimestamp(7, Timestamp.from(now));
            statement.setString(8, source.name());
            if (created) {
              statement.setTimestamp(9, Timestamp.from(now));
            }
            return statement.executeUpdate();
          }
        });
  }

  /** With its keys. */
  boolean delete(String name) {
    return change("delete from source where name = ?", name) == 1;
  }

  void insertKey(String source, String id, WriteKey key, Instant now) {
    change(
        "insert into source_key (id, source, prefix, digest, created_at) values (?, ?, ?, ?, ?)",
        id,
        source,
        key.prefix(),
        key.digest(),
        Timestamp.from(now));
  }

  /** Lets every key of a source end at a time, if it does not end before. */
  void expireKeys(String source, Instant at) {
    change(
        "update source_key set expires_at = least(expires_at, ?) where source = ? and revoked_at is null",
        Timestamp.from(at),
        source);
  }

  /**
   * @return false when there is no such key, or it was revoked before
   */
  boolean revokeKey(String source, String id, Instant now) {
    return change(
            "update source_key set revoked_at = ? where source = ? and id = ? and revoked_at is null",
            Timestamp.from(now),
            source,
            id)
        == 1;
  }

  void touch(Map<String, Instant> lastUsed) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "update source_key k set last_used_at = greatest(k.last_used_at, u.at)"
                      + " from unnest(?::text[], ?::timestamptz[]) as u (id, at) where k.id = u.id")) {
            Columns.of(statement, lastUsed.entrySet())
                .add("text", Map.Entry::getKey)
                .add("timestamptz", used -> Timestamp.from(used.getValue()));
            statement.executeUpdate();
          }
        });
  }

  Optional<Row> find(String name) {
    return sources(SOURCES + " where name = ?", name).stream().findFirst();
  }

  /** To change it: nobody else does until the transaction ends. */
  Optional<Row> lock(String name) {
    return sources(SOURCES + " where name = ? for update", name).stream().findFirst();
  }

  /** By name; {@code after} is the name the page before ended with, or the empty text. */
  List<Row> list(String after, int limit) {
    return sources(SOURCES + " where name > ? order by name limit ?", after, limit);
  }

  /** For all that is read in the transaction which begins with this. */
  void readAtOneMoment() {
    change("set transaction isolation level repeatable read, read only");
  }

  List<Row> all() {
    return sources(SOURCES);
  }

  /** Newest first of each source. */
  List<KeyRow> keys(List<String> sources) {
    return Sql.call(
        store,
        connection ->
            keys(
                connection,
                KEYS + " where source = any(?) order by created_at desc, id",
                texts(connection, sources)));
  }

  /** Those that hold now. */
  List<KeyRow> validKeys(Instant now) {
    return Sql.call(
        store,
        connection ->
            keys(
                connection,
                KEYS + " where revoked_at is null and (expires_at is null or expires_at > ?)",
                Timestamp.from(now)));
  }

  /** How many hold now: of all sources, and of this one. */
  KeyCounts countValidKeys(String source, Instant now) {
    return Sql.list(
            store,
            row -> new KeyCounts(row.getLong(1), row.getLong(2)),
            "select count(*), count(*) filter (where source = ?) from source_key where revoked_at is null"
                + " and (expires_at is null or expires_at > ?)",
            source,
            Timestamp.from(now))
        .getFirst();
  }

  /** Forgets the keys of a source that ended first. */
  void forgetEnded(String source, Instant now, int kept) {
    change(
        "delete from source_key where id in (select id from source_key where source = ?"
            + " and least(revoked_at, expires_at) <= ?"
            + " order by least(revoked_at, expires_at) desc, id offset ?)",
        source,
        Timestamp.from(now),
        kept);
  }

  private int change(String sql, Object... parameters) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
          }
        });
  }

  private List<Row> sources(String sql, Object... parameters) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                rows.add(source(row));
              }
            }
            return rows;
          }
        });
  }

  private static List<KeyRow> keys(Connection connection, String sql, Object parameter)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, parameter);
      List<KeyRow> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(
              new KeyRow(
                  new SourceKey(
                      row.getString(1),
                      row.getString(2),
                      instant(row.getTimestamp(3)),
                      instant(row.getTimestamp(4)),
                      instant(row.getTimestamp(5)),
                      instant(row.getTimestamp(6))),
                  row.getString(7),
                  row.getBytes(8)));
        }
      }
      return rows;
    }
  }

  private static Row source(ResultSet row) throws SQLException {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (Object scope : (Object[]) row.getArray(3).getArray()) {
      Scope.parse((String) scope).ifPresent(scopes::add);
    }
    Integer rate = (Integer) row.getObject(5);
    return new Row(
        new SourceDefinition(
            row.getString(1),
            row.getString(2),
            scopes,
            Arrays.asList((String[]) row.getArray(4).getArray()),
            rate == null ? null : new SourceRate(rate, row.getInt(6)),
            row.getBoolean(7)),
        instant(row.getTimestamp(8)),
        instant(row.getTimestamp(9)));
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  private static Array texts(Connection connection, List<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  private static Instant instant(Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
