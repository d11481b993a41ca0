package dev.parallax.recommendation.tact;

import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.customer.Identities;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** The table {@code dismissed}. */
@ApplicationScoped
class DismissalRepository {
  /** Of a customer; the oldest go. */
  private static final int MOST = 1_000;

  private final AgroalDataSource store;
  private final Identities identities;

  /**
   * What somebody does not want to see.
   *
   * @param kind item or category
   */
  public record Dismissal(String kind, String value, Instant at) {}

  DismissalRepository(AgroalDataSource store, Identities identities) {
    this.store = store;
    this.identities = identities;
  }

  /** Newest first. */
  List<Dismissal> of(String cid) {
    return Sql.list(
        store,
        row -> new Dismissal(row.getString(1), row.getString(2), row.getTimestamp(3).toInstant()),
        "select kind, value, at from dismissed where cid = ? order by at desc, kind, value limit "
            + MOST,
        cid);
  }

  /** Once more changes nothing. */
  @Transactional
  void add(String cid, String kind, String value, Instant at) {
    String owner = owner(cid);
    Sql.update(
        store,
        "insert into dismissed (cid, kind, value, at) values (?, ?, ?, ?) on conflict do nothing",
        owner,
        kind,
        value,
        Timestamp.from(at));
    Sql.update(
        store,
        """
        delete from dismissed where cid = ? and at < (
          select at from dismissed where cid = ? order by at desc offset %d limit 1)
        """
            .formatted(MOST - 1),
        owner,
        owner);
  }

  @Transactional
  void remove(String cid, String kind, String value) {
    Sql.update(
        store,
        "delete from dismissed where cid = ? and kind = ? and value = ?",
        owner(cid),
        kind,
        value);
  }

  /** Whose rows they are, until the end of the transaction. */
  private String owner(String cid) {
    return identities.resolve(List.of(cid)).get(cid).cid();
  }
}
