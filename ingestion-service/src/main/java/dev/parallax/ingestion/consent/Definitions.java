package dev.parallax.ingestion.consent;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.problem.Problems;
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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code consent_definition}: versions are added, never changed. */
@ApplicationScoped
class Definitions {
  private static final String COLUMNS = "purpose, version, text_en, text_zh, valid_from";

  private final AgroalDataSource store;
  private final Audit audit;
  private final Clock clock;

  /**
   * What came of a wish for a text.
   *
   * @param isNew false when it was there already
   */
  record Put(Definition definition, boolean isNew) {}

  Definitions(AgroalDataSource store, Audit audit, Clock clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /** The ones in force. */
  Map<Purpose, Definition> current() {
    Map<Purpose, Definition> current = new EnumMap<>(Purpose.class);
    Sql.call(
            store,
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "select distinct on (purpose) "
                          + COLUMNS
                          + " from consent_definition order by purpose, version desc")) {
                return read(statement);
              }
            })
        .forEach(definition -> current.put(definition.purpose(), definition));
    return current;
  }

  /**
   * The versions of one purpose, newest first.
   *
   * @param before the version the page starts after, null for the first
   */
  List<Definition> versions(Purpose purpose, int limit, Integer before) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + " from consent_definition where purpose = ? and version < ?"
                      + " order by version desc limit ?")) {
            statement.setString(1, purpose.wireName());
            statement.setInt(2, before == null ? Integer.MAX_VALUE : before);
            statement.setInt(3, limit);
            return read(statement);
          }
        });
  }

  Optional<Definition> find(Purpose purpose, int version) {
    return Sql.call(store, connection -> find(connection, purpose, version));
  }

  /**
   * Adds a version; the same text as that version's, or without a version as the last one's, is
   * there already.
   *
   * @param version null for the next
   * @throws RuntimeException a 409 problem {@code version-taken} for another text of a version
   *     there is, a 400 problem naming {@code version} for one that would leave a gap
   */
  @Transactional
  Put put(Purpose purpose, Integer version, Phrase text) {
    return Sql.call(
        store,
        connection -> {
          lock(connection, purpose);
          int last = last(connection, purpose);
          int wanted = version == null ? last : version;
          if (wanted >= 1 && wanted <= last) {
            Definition there = find(connection, purpose, wanted).orElseThrow();
            if (there.text().equals(text)) {
              return new Put(there, false);
            }
            if (version != null) {
              throw Problems.conflict(
                  "version-taken",
                  "version",
                  wanted + " has another text, and people have answered it; take " + (last + 1));
            }
          }
          if (version != null && version != last + 1) {
            throw Problems.invalid("version", "must be " + (last + 1) + ", the next, or left out");
          }
          Definition added = insert(connection, purpose, last + 1, text);
          audit.record(
              "consent-definition-added",
              purpose.wireName(),
              Map.of("version", added.version(), "en", text.en(), "zh", text.zh()));
          return new Put(added, true);
        });
  }

  /** One at a time for each purpose. */
  private static void lock(Connection connection, Purpose purpose) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select 1 from consent_definition where purpose = ? and version = 1 for update")) {
      statement.setString(1, purpose.wireName());
      statement.execute();
    }
  }

  private static int last(Connection connection, Purpose purpose) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select max(version) from consent_definition where purpose = ?")) {
      statement.setString(1, purpose.wireName());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private Definition insert(Connection connection, Purpose purpose, int version, Phrase text)
      throws SQLException {
    Definition definition = new Definition(purpose, version, text, clock.instant());
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into consent_definition (" + COLUMNS + ") values (?, ?, ?, ?, ?)")) {
      statement.setString(1, purpose.wireName());
      statement.setInt(2, version);
      statement.setString(3, text.en());
      statement.setString(4, text.zh());
      statement.setTimestamp(5, Timestamp.from(definition.validFrom()));
      statement.executeUpdate();
    }
    return definition;
  }

  private static Optional<Definition> find(Connection connection, Purpose purpose, int version)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select " + COLUMNS + " from consent_definition where purpose = ? and version = ?")) {
      statement.setString(1, purpose.wireName());
      statement.setInt(2, version);
      return read(statement).stream().findFirst();
    }
  }

  private static List<Definition> read(PreparedStatement statement) throws SQLException {
    List<Definition> definitions = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        definitions.add(
            new Definition(
                Purpose.parse(row.getString(1)),
                row.getInt(2),
                new Phrase(row.getString(3), row.getString(4)),
                row.getTimestamp(5).toInstant()));
      }
    }
    return definitions;
  }
}
