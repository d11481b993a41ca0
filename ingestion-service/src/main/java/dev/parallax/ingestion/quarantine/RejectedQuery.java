package dev.parallax.ingestion.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.vault.VaultCipher;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the table {@code rejected}. */
@ApplicationScoped
class RejectedQuery {
  private static final String COLUMNS =
      "id, source, kind, code, field, detail, received_at, message_id, import_id, row_number, size, event,"
          + " state, job_id";
  private static final String OF_PEOPLE =
      "select "
          + COLUMNS
          + ", mistakes, case when sum(coalesce(length(sealed), 0)) over (order by id desc) <= ? then sealed end"
          + " from (select * from rejected where cid = any(?) order by id desc limit ?) r order by id desc";

  private final AgroalDataSource store;
  private final VaultCipher cipher;

  RejectedQuery(AgroalDataSource store, VaultCipher cipher) {
    this.store = store;
    this.cipher = cipher;
  }

  /**
   * Newest first.
   *
   * @param before the id the page starts after, null for the first
   */
  List<Rejected> list(int limit, UUID before, Selection.Condition which) {
    which.and("id < ?", before);
    String sql =
        "select " + COLUMNS + " from rejected where " + which.sql() + " order by id desc limit ?";
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(which.bind(connection, statement), limit);
            List<Rejected> page = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                page.add(rejected(row, null, null));
              }
            }
            return page;
          }
        });
  }

  /** With all its mistakes and its payload. */
  Optional<Rejected> find(UUID id) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select " + COLUMNS + ", mistakes, sealed from rejected where id = ?")) {
            statement.setObject(1, id);
            try (ResultSet row = statement.executeQuery()) {
              if (!row.next()) {
                return Optional.empty();
              }
              return Optional.of(whole(row));
            }
          }
        });
  }

  /**
   * With all their mistakes, newest first.
   *
   * @param bytes of payloads at most; the older ones have none
   */
  List<Rejected> ofPeople(List<String> cids, int most, long bytes) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(OF_PEOPLE)) {
            statement.setLong(1, bytes);
            statement.setArray(2, connection.createArrayOf("text", cids.toArray()));
            statement.setInt(3, most);
            List<Rejected> all = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                all.add(whole(row));
              }
            }
            return all;
          }
        });
  }

  private Rejected whole(ResultSet row) throws SQLException {
    byte[] sealed = row.getBytes(16);
    String owner = Quarantine.owner(row.getObject(1, UUID.class));
    String payload = sealed == null ? null : text(cipher.open(sealed, owner));
    return rejected(row, errors(row.getString(15)), payload);
  }

  /** Text as it is; anything else (a broken gzip stream) as a data URL (RFC 2397). */
  static String text(byte[] payload) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException e) {
      return "data:application/octet-stream;base64," + Base64.getEncoder().encodeToString(payload);
    }
  }

  private static List<FieldError> errors(String json) throws SQLException {
    try {
      return EventJson.mapper().readValue(json, new TypeReference<List<FieldError>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable jsonb", e);
    }
  }

  private static Rejected rejected(ResultSet row, List<FieldError> errors, String payload)
      throws SQLException {
    return new Rejected(
        row.getObject(1, UUID.class).toString(),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getTimestamp(7).toInstant(),
        row.getString(8),
        row.getString(9),
        row.getObject(10, Long.class),
        row.getLong(11),
        row.getString(12),
        row.getString(13),
        row.getString(14),
        errors,
        payload);
  }
}
