package dev.parallax.recommendation.behaviour;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.tact.Repurchase;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts within the database how soon things are bought again, by item and by category, of
 * customers whose orders may be linked to each other. Two orders of a day are one: they are usually
 * an order and what was forgotten in it.
 */
@ApplicationScoped
public class RepurchaseReader {
  /** At least so many returns, and so large a share of buyers, make a thing one that is used up. */
  private static final int FEWEST_TIMES = 8;

  private static final double LEAST_AGAIN = 0.25;

  /** So many buyers say that a thing lasts, too, whatever else is in its category. */
  private static final int BUYERS_ENOUGH = 60;

  private static final String INTERVALS =
      """
      with bought as (
        select distinct p.cid, l.item_id, i.category, p.occurred_at::date as day
        from purchase p left join profile f using (cid)
        cross join lateral unnest(p.items) as l (item_id)
        join item i on i.item_id = l.item_id and i.product
        where coalesce(f.personalization, ?)
          and p.occurred_at > (select max(occurred_at) from purchase) - interval '400 days'),
      gaps as (
        select cid, item_id, category,
          day - lag(day) over (partition by cid, item_id order by day) as days from bought)
      select grouping(item_id) as whole, item_id, category,
        percentile_cont(array[0.25, 0.5]) within group (order by days) filter (where days > 0),
        count(distinct (cid, item_id)) filter (where days > 0)::float8
          / count(distinct (cid, item_id)),
        count(*) filter (where days > 0)
      from gaps
      group by grouping sets ((item_id), (category))
      having count(*) filter (where days > 0) >= ? or count(distinct (cid, item_id)) >= ?
      """;

  private final AgroalDataSource store;
  private final ConsentPolicy consent;

  /** By item, and by category for items of which too little is known themselves. */
  public record Intervals(Map<String, Repurchase> byItem, Map<String, Repurchase> byCategory) {
    /** Nothing is known. */
    public static final Intervals NONE = new Intervals(Map.of(), Map.of());

    public Intervals {
      byItem = Map.copyOf(byItem);
      byCategory = Map.copyOf(byCategory);
    }

    /** Null for what is not bought again and again. */
    public Repurchase of(String item, String category) {
      Repurchase own = byItem.get(item);
      Repurchase known = own == null ? byCategory.get(category) : own;
      return known == null || known.again() < LEAST_AGAIN ? null : known;
    }
  }

  RepurchaseReader(AgroalDataSource store, ConsentPolicy consent) {
    this.store = store;
    this.consent = consent;
  }

  public Intervals read() {
    return QuarkusTransaction.requiringNew()
        .timeout((int) Duration.ofMinutes(10).toSeconds())
        .call(() -> Sql.call(store, this::read));
  }

  private Intervals read(Connection connection) throws SQLException {
    Map<String, Repurchase> byItem = new HashMap<>();
    Map<String, Repurchase> byCategory = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(INTERVALS)) {
      statement.setBoolean(1, consent.answer(Purpose.PERSONALIZATION, null));
      statement.setInt(2, FEWEST_TIMES);
      statement.setInt(3, BUYERS_ENOUGH);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Repurchase one = repurchase(row);
          if (row.getInt(1) == 0) {
            byItem.put(row.getString(2), one);
          } else {
            byCategory.put(row.getString(3), one);
          }
        }
      }
    }
    return new Intervals(byItem, byCategory);
  }

  private static Repurchase repurchase(ResultSet row) throws SQLException {
    if (row.getInt(6) < FEWEST_TIMES) {
      return new Repurchase(0, 0, 0, row.getInt(6));
    }
    Double[] days = (Double[]) row.getArray(4).getArray();
    return new Repurchase(days[1], days[0], row.getDouble(5), row.getInt(6));
  }
}
