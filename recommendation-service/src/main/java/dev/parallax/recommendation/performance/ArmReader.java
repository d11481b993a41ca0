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
      with list as (
        select e.cid, e.list_id, e.arm, cardinality(e.items) as n
        from exposure e left join profile f using (cid)
        where e.experiment = ? and e.arm is not null and e.shown_at >= ?::timestamptz
          and e.shown_at < ?::timestamptz and coalesce(f.personalization, ?)),
      followed as (
        select list_id, count(distinct position) filter (where kind = 1) as clicked,
          count(distinct position) filter (where kind = 3) as ordered
        from outcome where shown_at >= ?::timestamptz and shown_at < ?::timestamptz
        group by list_id),
      customer as (
        select arm, cid, sum(n) as n, coalesce(sum(clicked), 0) as c,
          coalesce(sum(ordered), 0) as o
        from list left join followed using (list_id) group by arm, cid)
      select arm, count(*), sum(n), sum(n * n), sum(c), sum(c * c), sum(c * n), sum(o), sum(o * o),
        sum(o * n)
      from customer group by arm
      """;

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

  /** By the name of the arm, of lists shown from then until then. */
  public Map<String, Arm> read(String experiment, Instant from, Instant to) {
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
        from.toString(),
        to.toString(),
        consent.answer(Purpose.PERSONALIZATION, null),
        from.toString(),
        to.toString());
    return arms;
  }
}
