package dev.parallax.ingestion.imports;

import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code import_mapping}. */
@ApplicationScoped
class MappingStore {
  private static final String SELECT =
      "select name, version, target, definition, created_at from import_mapping";

  private final AgroalDataSource store;
  private final Audit audit;
  private final Clock clock;

  MappingStore(AgroalDataSource store, Audit audit, Clock clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param reference a name, which means its newest version, or {@code name@version}
   */
  Optional<StoredMapping> find(String reference) {
    int at = reference.indexOf('@');
    if (at < 0) {
      return query(
              " where deleted_at is null and name = ? order by version desc limit 1", reference)
          .stream()
          .findFirst();
    }
    String version = reference.substring(at + 1);
    return version.matches("\\d{1,9}")
        ? query(
                " where deleted_at is null and name = ? and version = ?",
                reference.substring(0, at),
                Integer.parseInt(version))
            .stream()
            .findFirst()
        : Optional.empty();
  }

  /** What an import refers to; also what was deleted since. */
  Optional<StoredMapping> recall(String reference) {
    int at = reference.indexOf('@');
    return at < 0
        ? Optional.empty()
        : query(
                " where name = ? and version = ?",
                reference.substring(0, at),
                Integer.parseInt(reference.substring(at + 1)))
            .stream()
            .findFirst();
  }

  /** Newest first. */
  List<StoredMapping> versions(String name) {
    return query(" where deleted_at is null and name = ? order by version desc", name);
  }

  /** The newest version of each, by name. */
  List<StoredMapping> newest(int limit, String after) {
    return query(
        " where deleted_at is null and name <> 'inline' and name > ? and version = (select"
            + " max(version) from import_mapping m where m.name = import_mapping.name) order by"
            + " name limit ?",
        after == null ? "" : after,
        limit);
  }

  /** The same text again is no new version. */
  @Transactional
  StoredMapping save(String name, String target, String definition) {
    return Sql.call(
        store,
        connection -> {
          lock(connection, name);
          Optional<StoredMapping> last = find(name);
          if (last.isPresent() && last.get().definition().equals(definition)) {
            return last.get();
          }
          StoredMapping made = insert(connection, name, target, definition);
          audit.record("import-mapping-saved", name, Map.of("version", made.version()));
          return made;
        });
  }

  /**
   * Its versions are not given out again, so that what an import says of itself stays true.
   *
   * @return false when there was none
   */
  @Transactional
  boolean delete(String name) {
    boolean deleted = markDeleted(name);
    if (deleted) {
      audit.record("import-mapping-deleted", name, Map.of());
    }
    return deleted;
  }

  private boolean markDeleted(String name) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "update import_mapping set deleted_at = ? where name = ? and deleted_at is"
                      + " null")) {
            statement.setTimestamp(1, Timestamp.from(clock.instant()));
            statement.setString(2, name);
            return statement.executeUpdate() > 0;
          }
        });
  }

  /** Two writers of one name wait for each other and make two versions. */
  private static void lock(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select pg_advisory_xact_lock(hashtextextended('import_mapping:' || ?, 0))")) {
      statement.setString(1, name);
      statement.execute();
    }
  }

  private StoredMapping insert(Connection connection, String name, String target, String definition)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into import_mapping (name, version, target, definition, created_at)
            select ?, coalesce(max(version), 0) + 1, ?, ?, ? from import_mapping where name = ?
            returning name, version, target, definition, created_at
            """)) {
      statement.setString(1, name);
      statement.setString(2, target);
      statement.setString(3, definition);
      statement.setTimestamp(4, Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS)));
      statement.setString(5, name);
      try (ResultSet row = statement.executeQuery()) {
        return read(row).getFirst();
      }
    }
  }

  private List<StoredMapping> query(String where, Object... parameters) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(SELECT + where)) {
            for (int i = 0; i < parameters.length; i++) {
              statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
              return read(row);
            }
          }
        });
  }

  private static List<StoredMapping> read(ResultSet row) throws SQLException {
    List<StoredMapping> mappings = new ArrayList<>();
    while (row.next()) {
      mappings.add(
          new StoredMapping(
              row.getString(1),
              row.getInt(2),
              row.getString(3),
              row.getString(4),
              row.getTimestamp(5).toInstant()));
    }
    return mappings;
  }
}
