package dev.parallax.ingestion.rights;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.vault.VaultCipher;
import dev.parallax.kit.privacy.SealedBox;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What services handed over, in one zip with a readable JSON file of each. It is kept encrypted,
 * and deleted after a while. The private key of the request is deleted when the archive is there:
 * what lies on the log cannot be read by anybody then.
 */
@ApplicationScoped
class Archives {
  private static final ObjectWriter READABLE =
      EventJson.mapper().writer(SerializationFeature.INDENT_OUTPUT);
  private static final String KEEP =
      """
      update privacy_request set archive = ?, archive_until = ?, private_key = null where id = ?
      """;

  private final AgroalDataSource store;
  private final VaultCipher cipher;
  private final PrivacyConfig config;
  private final Clock clock;

  Archives(AgroalDataSource store, VaultCipher cipher, PrivacyConfig config, Clock clock) {
    this.store = store;
    this.cipher = cipher;
    this.config = config;
    this.clock = clock;
  }

  static String keyOwner(String requestId) {
    return "export-key:" + requestId;
  }

  private static String archiveOwner(UUID requestId) {
    return "archive:" + requestId;
  }

  /** Within the current transaction. */
  void build(UUID id, PrivacyRequest request, Instant now) {
    Sql.run(
        store,
        connection -> {
          byte[] zip = zip(request, parts(connection, id, privateKey(connection, id)));
          try (PreparedStatement keep = connection.prepareStatement(KEEP);
              PreparedStatement forget =
                  connection.prepareStatement(
                      "update privacy_answer set data = null where request_id = ?")) {
            keep.setBytes(1, cipher.seal(zip, archiveOwner(id)));
            keep.setTimestamp(2, Timestamp.from(now.plus(config.archiveRetention())));
            keep.setObject(3, id);
            keep.executeUpdate();
            forget.setObject(1, id);
            forget.executeUpdate();
          }
        });
  }

  private byte[] privateKey(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select private_key from privacy_request where id = ?")) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return cipher.open(row.getBytes(1), keyOwner(id.toString()));
      }
    }
  }

  private static Map<String, byte[]> parts(Connection connection, UUID id, byte[] privateKey)
      throws SQLException {
    Map<String, ByteArrayOutputStream> byService = new TreeMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select service, part, data from privacy_answer where request_id = ? order by service, part")) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String about = id + ":" + row.getString(1) + ":" + row.getInt(2);
          byService
              .computeIfAbsent(row.getString(1), service -> new ByteArrayOutputStream())
              .writeBytes(SealedBox.open(row.getBytes(3), privateKey, about));
        }
      }
    }
    Map<String, byte[]> whole = new TreeMap<>();
    byService.forEach((service, json) -> whole.put(service, json.toByteArray()));
    return whole;
  }

  private static byte[] zip(PrivacyRequest request, Map<String, byte[]> jsonByService) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      entry(zip, "request.json", READABLE.writeValueAsBytes(request));
      for (Map.Entry<String, byte[]> service : jsonByService.entrySet()) {
        entry(
            zip,
            service.getKey() + ".json",
            READABLE.writeValueAsBytes(EventJson.mapper().readTree(service.getValue())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Memory does not fail; what is no JSON does.
    }
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  /** Empty when there is none yet, or none any more. */
  Optional<byte[]> read(UUID id) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select archive from privacy_request where id = ? and archive_until > ? and archive is not null")) {
            statement.setObject(1, id);
            statement.setTimestamp(2, Timestamp.from(clock.instant()));
            try (ResultSet row = statement.executeQuery()) {
              return row.next()
                  ? Optional.of(cipher.open(row.getBytes(1), archiveOwner(id)))
                  : Optional.empty();
            }
          }
        });
  }

  @Scheduled(every = "10m", delayed = "1m")
  void deleteOld() {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "update privacy_request set archive = null where archive is not null and archive_until <= ?")) {
            statement.setTimestamp(1, Timestamp.from(clock.instant()));
            statement.executeUpdate();
          }
        });
  }
}
