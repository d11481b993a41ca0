package dev.parallax.recommendation.behaviour;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counts within the database how often each item was looked at where it was shown, and clicked, by
 * customers who agree. What stands at position p is taken to be looked at with the probability
 * {@code 1 / log2(1 + p)}: clicks over expected clicks (Zhang and Jones, WWW 2007) with the
 * discount of NDCG, since few read a list to its end.
 */
@ApplicationScoped
public class ResponseReader {
  /** Of more lists a part is looked at, drawn by the database by blocks. */
  private static final int LISTS_ENOUGH = 100_000;

  private static final double PERCENT = 100;

  private static final String LISTS =
      """
      select coalesce(sum(greatest(c.reltuples, 0)), 0) from pg_inherits i
      join pg_class c on c.oid = i.inhrelid where i.inhparent = 'exposure'::regclass
      """;

  private static final String RESPONSES =
      """
      with place as (
        select e.list_id, u.item, u.position
        from exposure e tablesample system (%s) left join profile f using (cid)
        cross join lateral unnest(e.items) with ordinality as u (item, position)
        where e.shown_at > ? and coalesce(f.personalization, ?)),
      clicked as (
        select distinct list_id, item_id from outcome where kind = 1 and shown_at > ?)
      select p.item, sum(ln(2.0::float8) / ln((1 + p.position)::float8)), count(c.list_id)
      from place p left join clicked c on c.list_id = p.list_id and c.item_id = p.item
      group by p.item
      """;

  private final AgroalDataSource store;
  private final ConsentPolicy consent;

  /**
   * What came of showing an item.
   *
   * @param looks how many customers will have looked at it, an expectation
   */
  public record Response(double looks, long clicks) {
    /** Of an item that nobody was shown. */
    public static final Response NONE = new Response(0, 0);
  }

  ResponseReader(AgroalDataSource store, ConsentPolicy consent) {
    this.store = store;
    this.consent = consent;
  }

  /** By item, of lists that were shown since then. */
  public Map<String, Response> read(Instant since) {
    return QuarkusTransaction.requiringNew()
        .timeout((int) Duration.ofMinutes(5).toSeconds())
        .call(() -> Sql.call(store, connection -> read(connection, since)));
  }

  private Map<String, Response> read(Connection connection, Instant since) throws SQLException {
    Map<String, Response> responses = new HashMap<>();
    String sql = String.format(Locale.ROOT, RESPONSES, share(connection));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setTimestamp(1, Timestamp.from(since));
      statement.setBoolean(2, consent.answer(Purpose.PERSONALIZATION, null));
      statement.setTimestamp(3, Timestamp.from(since));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          responses.put(row.getString(1), new Response(row.getDouble(2), row.getLong(3)));
        }
      }
    }
    return responses;
  }

  /** In percent. */
  private static String share(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LISTS);
        ResultSet row = statement.executeQuery()) {
      row.next();
      double lists = row.getDouble(1);
      double share = lists > LISTS_ENOUGH ? PERCENT * LISTS_ENOUGH / lists : PERCENT;
      return String.format(Locale.ROOT, "%.4f", share);
    }
  }
}
