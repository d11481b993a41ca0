package dev.parallax.kit.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.service.ServiceIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The tables {@code audit} and {@code audit_head}. */
@ApplicationScoped
class AuditRows {
  private static final String COLUMNS =
      "seq, at, actor, roles, action, subject, details, previous, hash, seal";

  /** What verifying reads at a time. */
  private static final int FETCHED = 1000;

  private final ServiceIdentity service;

  AuditRows(ServiceIdentity service) {
    this.service = service;
  }

  /** The head, held until the transaction ends. */
  AuditHead lockHead(Connection connection) throws SQLException {
    Optional<AuditHead> head = head(connection, " for update");
    if (head.isEmpty()) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'))"
                  + " on conflict do nothing")) {
        statement.executeUpdate();
      }
      head = head(connection, " for update");
    }
    return head.orElseThrow();
  }

  Optional<AuditHead> head(Connection connection) throws SQLException {
    return head(connection, "");
  }

  private static Optional<AuditHead> head(Connection connection, String lock) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select seq, hash, seal from audit_head" + lock);
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(new AuditHead(row.getLong(1), row.getBytes(2), row.getBytes(3)))
          : Optional.empty();
    }
  }

  long lastSeq(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select coalesce(max(seq), 0) from audit");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Adds the row and moves the head to it, in one round trip. */
  void append(Connection connection, AuditRow row, byte[] headSeal) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "with added as (insert into audit ("
                + COLUMNS
                + ") values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?) returning seq, hash)"
                + " update audit_head set seq = added.seq, hash = added.hash, seal = ? from added")) {
      AuditEntry entry = row.entry();
      statement.setLong(1, entry.seq());
      statement.setObject(2, OffsetDateTime.ofInstant(entry.createdAt(), ZoneOffset.UTC));
      statement.setString(3, entry.actor());
      statement.setArray(4, connection.createArrayOf("text", entry.roles().toArray()));
      statement.setString(5, entry.action());
      statement.setString(6, entry.subject());
      statement.setString(7, entry.details().toString());
      statement.setBytes(8, row.previous());
      statement.setBytes(9, row.hash());
      statement.setBytes(10, row.seal());
      statement.setBytes(11, headSeal);
      statement.executeUpdate();
    }
  }

  /**
   * Newest first.
   *
   * @param before the seq the page before ended with, null for the first
   */
  List<AuditEntry> list(Connection connection, int limit, Long before, AuditFilter filter)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select "
                + COLUMNS
                + " from audit"
                + filter.where(before)
                + " order by seq desc limit ?")) {
      int index = filter.bind(statement, before);
      statement.setInt(index, limit);
      List<AuditEntry> entries = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          entries.add(row(row).entry());
        }
      }
      return entries;
    }
  }

  /** All rows by seq, a thousand in memory at most. */
  void each(Connection connection, Consumer<AuditRow> visitor) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select " + COLUMNS + " from audit order by seq")) {
      statement.setFetchSize(FETCHED);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          visitor.accept(row(row));
        }
      }
    }
  }

  private AuditRow row(ResultSet row) throws SQLException {
    try {
      return new AuditRow(
          new AuditEntry(
              service.name(),
              row.getLong(1),
              time(row.getObject(2, OffsetDateTime.class)),
              row.getString(3),
              Arrays.stream((Object[]) row.getArray(4).getArray()).map(String::valueOf).toList(),
              row.getString(5),
              row.getString(6),
              EventJson.mapper().readTree(row.getString(7))),
          row.getBytes(8),
          row.getBytes(9),
          row.getBytes(10));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable jsonb", e);
    }
  }

  /**
   * A time that PostgreSQL can hold and a long of microseconds cannot is none that was recorded.
   */
  private static Instant time(OffsetDateTime at) {
    return Math.abs(at.getYear()) > 9999 ? Instant.EPOCH : at.toInstant();
  }
}
