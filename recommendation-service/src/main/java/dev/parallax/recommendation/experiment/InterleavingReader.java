package dev.parallax.recommendation.experiment;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.statistics.Rate;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Counts which arm of interleaved lists was clicked more. */
@ApplicationScoped
class InterleavingReader {
  private static final String WINS =
      """
      with list as (
        select e.cid, e.list_id,
          count(distinct o.position) filter (where e.arms[o.position] = ?) as first,
          count(distinct o.position) filter (where e.arms[o.position] = ?) as second
        from exposure e left join profile f using (cid)
        join outcome o on o.list_id = e.list_id and o.kind = 1
        where e.experiment = ? and e.shown_at >= ?::timestamptz and e.shown_at < ?::timestamptz
          and coalesce(f.personalization, ?)
        group by e.cid, e.list_id),
      customer as (
        select cid, count(*) filter (where first <> second) as n,
          count(*) filter (where second > first) as x,
          count(*) filter (where first = second) as ties
        from list group by cid)
      select count(*) filter (where n > 0), coalesce(sum(n), 0), coalesce(sum(n * n), 0),
        coalesce(sum(x), 0), coalesce(sum(x * x), 0), coalesce(sum(n * x), 0),
        coalesce(sum(ties), 0)
      from customer
      """;

  private final AgroalDataSource store;
  private final ConsentPolicy consent;

  /**
   * @param decided lists that one arm won, by customer; hit where the second did
   */
  record Wins(Rate.Sums decided, long ties) {}

  InterleavingReader(AgroalDataSource store, ConsentPolicy consent) {
    this.store = store;
    this.consent = consent;
  }

  Wins read(String experiment, String first, String second, Instant from, Instant to) {
    return Sql.list(
            store,
            row ->
                new Wins(
                    new Rate.Sums(
                        row.getDouble(1),
                        row.getDouble(2),
                        row.getDouble(3),
                        row.getDouble(4),
                        row.getDouble(5),
                        row.getDouble(6)),
                    row.getLong(7)),
            WINS,
            first,
            second,
            experiment,
            from.toString(),
            to.toString(),
            consent.answer(Purpose.PERSONALIZATION, null))
        .getFirst();
  }
}
