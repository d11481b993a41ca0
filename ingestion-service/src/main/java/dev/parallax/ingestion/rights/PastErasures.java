package dev.parallax.ingestion.rights;

import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Whom the suite has erased, for a service that has lost the memory of it: nobody but ingestion
 * knows it for longer than the log keeps requests.
 */
@ApplicationScoped
public class PastErasures {
  /** What {@link #request} reads. */
  static final String COLUMNS = "select id, cid, kind, cids, recipient, requested_at";

  private static final String BETWEEN =
      COLUMNS
          + " from privacy_request where kind = 'erase' and requested_at >= ? and requested_at < ?"
          + " and id > ? order by id limit ?";

  /** Before the first. */
  public static final UUID NONE = new UUID(0, 0);

  private final AgroalDataSource store;

  PastErasures(AgroalDataSource store) {
    this.store = store;
  }

  /**
   * In the order of their ids, as they were announced.
   *
   * @param after the id of the last that is known, {@link #NONE} at the beginning
   */
  public List<PrivacyRequested> between(Instant from, Instant to, UUID after, int limit) {
    return Sql.list(
        store,
        PastErasures::request,
        BETWEEN,
        Timestamp.from(from),
        Timestamp.from(to),
        after,
        limit);
  }

  static PrivacyRequested request(ResultSet row) throws SQLException {
    return new PrivacyRequested(
        row.getString(1),
        row.getString(2),
        PrivacyRequested.Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        List.of((String[]) row.getArray(4).getArray()),
        row.getBytes(5),
        row.getTimestamp(6).toInstant());
  }
}
