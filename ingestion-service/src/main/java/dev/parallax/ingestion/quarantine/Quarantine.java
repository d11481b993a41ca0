package dev.parallax.ingestion.quarantine;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.identity.Identifiers;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.ingestion.vault.VaultCipher;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Puts rejected inputs into the table {@code rejected}. */
@ApplicationScoped
public class Quarantine {
  /** Larger payloads are kept by their size only, otherwise a sender could fill the disk. */
  static final int LARGEST_PAYLOAD = 512 * 1024;

  /** So much is sealed at once, and so many rows, before it goes to the database. */
  private static final long CHUNK_BYTES = 1024 * 1024;

  private static final int CHUNK_ROWS = 500;

  private static final String INSERT =
      """
      insert into rejected (id, source, kind, code, field, detail, mistakes, message_id, import_id, row_number,
          received_at, size, sealed, cid, event, place, mapping, envelope,
          may_join, may_answer)
      values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (import_id, row_number) where import_id is not null do nothing
      """;

  /** Received before whom they are of was erased, as in an import that was under way. */
  private static final String LATE =
      """
      delete from rejected r using erased_customer e
      where r.id = any(?) and e.cid = r.cid and r.received_at <= e.erased_at
      """;

  private final AgroalDataSource store;
  private final VaultCipher cipher;
  private final Pseudonyms pseudonyms;
  private final Identifiers identifiers;
  private final Erasures erasures;
  private final KeptBytes keptBytes;
  private final Unkept unkept;

  Quarantine(
      AgroalDataSource store,
      VaultCipher cipher,
      Pseudonyms pseudonyms,
      Identifiers identifiers,
      Erasures erasures,
      KeptBytes keptBytes,
      Unkept unkept) {
    this.store = store;
    this.cipher = cipher;
    this.pseudonyms = pseudonyms;
    this.identifiers = identifiers;
    this.erasures = erasures;
    this.keptBytes = keptBytes;
    this.unkept = unkept;
  }

  /**
   * Keeps them, within the current transaction where there is one. A row of an import is kept once,
   * however often the import is taken up again. Beyond what is kept of a source on a day, the
   * payload is left out first, then only counted.
   *
   * @return what they are kept under
   */
  public List<UUID> keep(Collection<Rejection> rejections) {
    if (rejections.isEmpty()) {
      return List.of();
    }
    erasures.shareLock();
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(INSERT);
              PreparedStatement late = connection.prepareStatement(LATE)) {
            List<UUID> ids = insert(statement, rejections);
            late.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            late.executeUpdate();
            return ids;
          }
        });
  }

  /** Takes them back whose sender is told to send them again; within the current transaction. */
  public void takeBack(List<UUID> ids) {
    Sql.update(
        store, "delete from rejected where id = any(?::uuid[])", (Object) ids.toArray(UUID[]::new));
  }

  private List<UUID> insert(PreparedStatement statement, Collection<Rejection> rejections)
      throws SQLException {
    List<UUID> ids = new ArrayList<>();
    int rows = 0;
    long bytes = 0;
    for (Rejection rejection : rejections) {
      long payload =
          readable(rejection) ? size(rejection.payload()) + size(rejection.envelope()) : 0;
      KeptBytes.Share share = keptBytes.take(rejection.source(), payload);
      if (share == KeptBytes.Share.NOTHING) {
        unkept.count(rejection);
        continue;
      }
      ids.add(UuidCreator.getTimeOrderedEpoch());
      bind(statement, ids.getLast(), rejection, share == KeptBytes.Share.ALL);
      statement.addBatch();
      rows++;
      bytes += payload;
      if (rows == CHUNK_ROWS || bytes >= CHUNK_BYTES) {
        statement.executeBatch();
        rows = 0;
        bytes = 0;
      }
    }
    statement.executeBatch();
    return ids;
  }

  private static boolean readable(Rejection rejection) {
    return rejection.payload() != null && rejection.payload().length <= LARGEST_PAYLOAD;
  }

  private void bind(PreparedStatement statement, UUID id, Rejection rejection, boolean withPayload)
      throws SQLException {
    Mistake first = rejection.mistakes().getFirst();
    statement.setObject(1, id);
    statement.setString(2, rejection.source());
    statement.setString(3, rejection.kind());
    statement.setString(4, first.code().wireName());
    statement.setString(5, first.field());
    statement.setString(6, first.message());
    statement.setString(
        7, EventJson.mapper().valueToTree(Mistake.toFieldErrors(rejection.mistakes())).toString());
    statement.setString(8, rejection.messageId());
    statement.setString(9, rejection.importId());
    statement.setObject(10, rejection.row(), Types.BIGINT);
    statement.setTimestamp(11, Timestamp.from(rejection.receivedAt()));
    statement.setLong(12, rejection.size());
    byte[] payload = rejection.payload();
    byte[] envelope = rejection.envelope();
    boolean readable = readable(rejection);
    boolean kept = readable && withPayload;
    statement.setBytes(13, kept ? cipher.seal(payload, owner(id)) : null);
    PayloadFacts facts =
        PayloadFacts.of(readable ? payload : null, rejection.mapped(), pseudonyms, identifiers);
    statement.setString(14, facts.cid());
    statement.setString(15, facts.event());
    statement.setString(16, Selection.place(first.field()));
    statement.setString(17, rejection.mapping());
    statement.setBytes(
        18, kept && envelope != null ? cipher.seal(envelope, envelopeOwner(id)) : null);
    statement.setBoolean(19, rejection.authority().identity());
    statement.setBoolean(20, rejection.authority().consent());
  }

  private static long size(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  static String envelopeOwner(UUID id) {
    return owner(id) + ":envelope";
  }

  static String owner(UUID id) {
    return "rejected:" + id;
  }
}
