package dev.parallax.recommendation.performance;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.statistics.Rate;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What became of the customers of each arm of an experiment. */
@ApplicationScoped
public class ArmReader {
  private static final String ARMS =
      """
      with list as materialized (
        select e.cid, e.list_id, e.arm, cardinality(e.items) as n
        from exposure e left join profile f using (cid)
        where e.experiment = ? and (hashtext(e.cid) & 1023) < ? and e.arm is not null
          and e.shown_at >= ?::timestamptz and e.shown_at < ?::timestamptz
          and coalesce(f.personalization, ?)),
      followed as (
        select o.list_id, count(distinct o.position) filter (where o.kind = 1) as clicked,
          count(distinct o.position) filter (where o.kind = 3) as ordered
        from list join outcome o using (list_id) group by o.list_id),
      customer as (
        select arm, cid, sum(n) as n, coalesce(sum(clicked), 0) as c,
          coalesce(sum(ordered), 0) as o
        from list left join followed using (list_id) group by arm, cid)
      select arm, count(*), sum(n), sum(n * n), sum(c), sum(c * c), sum(c * n), sum(o), sum(o * o),
        sum(o * n)
      from customer group by arm
      """;

  /** Lists of the customers in the first parts, found in the index alone. */
  private static final String PROBE =
      """
      select count(*) from exposure e
      where e.experiment = ? and (hashtext(e.cid) & 1023) < ?
        and e.shown_at >= ?::timestamptz and e.shown_at < ?::timestamptz
      """;

  /** Customers are in so many parts, by a hash of theirs. */
  private static final int PARTS = 1_024;

  private static final int PROBED = 8;

  /** Lists that tell enough; of more, those of some of the customers are read. */
  private static final long LISTS_ENOUGH = 500_000;

  private final AgroalDataSource store;
  private final ConsentPolicy consent;

  /**
   * Of one arm.
   *
   * @param clicks of the items shown, like {@code orders}
   */
  public record Arm(Rate.Sums clicks, Rate.Sums orders) {
    public static final Arm NOBODY =
        new Arm(new Rate.Sums(0, 0, 0, 0, 0, 0), new Rate.Sums(0, 0, 0, 0, 0, 0));
  }

  ArmReader(AgroalDataSource store, ConsentPolicy consent) {
    this.store = store;
    this.consent = consent;
  }

  /**
   * By the name of the arm, of lists shown from then until then. A watch over a new model has
   * everybody's lists: of more than half a million those of as many customers are read as have
   * about that many. Who is read is so with all their lists, of either arm alike.
   */
  public Map<String, Arm> read(String experiment, Instant from, Instant to) {
    long probed =
        Sql.list(
                store,
                row -> row.getLong(1),
                PROBE,
                experiment,
                PROBED,
                from.toString(),
                to.toString())
            .getFirst();
    return read(experiment, from, to, parts(probed));
  }

  /** How many parts to read where the first {@link #PROBED} have so many lists. */
  static int parts(long probed) {
    return probed == 0 ? PARTS : Math.clamp(LISTS_ENOUGH * PROBED / probed, 1, PARTS);
  }

  Map<String, Arm> read(String experiment, Instant from, Instant to, int parts) {
    Map<String, Arm> arms = new HashMap<>();
    Sql.list(
        store,
        row -> {
          double[] s = new double[9];
          for (int i = 0; i < s.length; i++) {
            s[i] = row.getDouble(2 + i);
          }
          return arms.put(
              row.getString(1),
              new Arm(
                  new Rate.Sums(s[0], s[1], s[2], s[3], s[4], s[5]),
                  new Rate.Sums(s[0], s[1], s[2], s[6], s[7], s[8])));
        },
        ARMS,
        experiment,
        parts,
        from.toString(),
        to.toString(),
        consent.answer(Purpose.PERSONALIZATION, null));
    return arms;
  }
}
