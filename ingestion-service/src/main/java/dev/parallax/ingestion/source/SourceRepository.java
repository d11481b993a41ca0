package dev.parallax.ingestion.source;

import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    return Sql.update(
            store,
            "insert into source (description, scopes, origins, rate, burst, enabled, changed_at, name, created_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
            Stream.concat(values(source, now), Stream.of(Timestamp.from(now))).toArray())
        == 1;
  }

  /** Of a source that is there. */
  void update(SourceDefinition source, Instant now) {
    Sql.update(
        store,
        "update source set description = ?, scopes = ?, origins = ?, rate = ?, burst = ?, enabled = ?,"
            + " changed_at = ? where name = ?",
        values(source, now).toArray());
  }

  private static Stream<Object> values(SourceDefinition source, Instant now) {
    SourceRate rate = source.rate();
    return Stream.of(
        source.description(),
        source.scopes().stream().map(Scope::wireName).toArray(String[]::new),
        source.origins().toArray(String[]::new),
        rate == null ? null : (Integer) rate.eventsPerSecond(),
        rate == null ? null : (Integer) rate.burst(),
        source.enabled(),
        Timestamp.from(now),
        source.name());
  }

  /** With its keys. */
  boolean delete(String name) {
    return Sql.update(store, "delete from source where name = ?", name) == 1;
  }

  void insertKey(String source, String id, WriteKey key, Instant now) {
    Sql.update(
        store,
        "insert into source_key (id, source, prefix, digest, created_at) values (?, ?, ?, ?, ?)",
        id,
        source,
        key.prefix(),
        key.digest(),
        Timestamp.from(now));
  }

  /** Lets every key of a source end at a time, if it does not end before. */
  void expireKeys(String source, Instant at) {
    Sql.update(
        store,
        "update source_key set expires_at = least(expires_at, ?) where source = ? and revoked_at is null",
        Timestamp.from(at),
        source);
  }

  /**
   * @return false when there is no such key, or it was revoked before
   */
  boolean revokeKey(String source, String id, Instant now) {
    return Sql.update(
            store,
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
    Sql.update(store, "set transaction isolation level repeatable read, read only");
  }

  List<Row> all() {
    return sources(SOURCES);
  }

  /** Newest first of each source. */
  List<KeyRow> keys(List<String> sources) {
    return Sql.list(
        store,
        SourceRepository::key,
        KEYS + " where source = any(?) order by created_at desc, id",
        (Object) sources.toArray(String[]::new));
  }

  /** Those that hold now. */
  List<KeyRow> validKeys(Instant now) {
    return Sql.list(
        store,
        SourceRepository::key,
        KEYS + " where revoked_at is null and (expires_at is null or expires_at > ?)",
        Timestamp.from(now));
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
    Sql.update(
        store,
        "delete from source_key where id in (select id from source_key where source = ?"
            + " and least(revoked_at, expires_at) <= ?"
            + " order by least(revoked_at, expires_at) desc, id offset ?)",
        source,
        Timestamp.from(now),
        kept);
  }

  private List<Row> sources(String sql, Object... parameters) {
    return Sql.list(store, SourceRepository::source, sql, parameters);
  }

  private static KeyRow key(ResultSet row) throws SQLException {
    return new KeyRow(
        new SourceKey(
            row.getString(1),
            row.getString(2),
            instant(row.getTimestamp(3)),
            instant(row.getTimestamp(4)),
            instant(row.getTimestamp(5)),
            instant(row.getTimestamp(6))),
        row.getString(7),
        row.getBytes(8));
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

  private static Instant instant(Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
