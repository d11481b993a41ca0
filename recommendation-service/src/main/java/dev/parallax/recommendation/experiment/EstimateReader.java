package dev.parallax.recommendation.experiment;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.statistics.OffPolicy;
import dev.parallax.recommendation.statistics.Rate;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Adds up what places of lists say of ways to make lists that were compared with them. */
@ApplicationScoped
class EstimateReader {
  private static final String SUMS =
      """
      with place as (
        select e.cid, e.list_id, u.position::int as position,
          (u.item ->> 'propensity')::float8 as propensity, u.item -> 'agreeing' as agreeing
        from exposure e left join profile f using (cid)
        cross join lateral jsonb_array_elements(e.details) with ordinality as u (item, position)
        where e.experiment = ? and e.shown_at >= ?::timestamptz and e.shown_at < ?::timestamptz
          and coalesce(f.personalization, ?) and jsonb_typeof(u.item -> 'agreeing') = 'array'),
      followed as (
        select list_id, position::int as position, bool_or(kind = 1) as clicked,
          bool_or(kind = 3) as ordered
        from outcome where shown_at >= ?::timestamptz and shown_at < ?::timestamptz
        group by list_id, position),
      weighed as (
        select w.place as way, w.name, cid, clicked, ordered,
          case when agreeing @> to_jsonb(array[w.name]) then 1 / propensity else 0 end as weight
        from place cross join unnest(string_to_array(?, chr(31))) with ordinality as w (name, place)
        left join followed using (list_id, position)),
      customer as (
        select way, name, cid, count(*) as places, sum(weight) as w, sum(weight * weight) as ww,
          coalesce(sum(weight) filter (where clicked), 0) as c,
          coalesce(sum(weight) filter (where ordered), 0) as o
        from weighed group by way, name, cid)
      select name, sum(places), sum(ww), count(*) filter (where w > 0), sum(w), sum(w * w), sum(c),
        sum(c * c), sum(c * w), sum(o), sum(o * o), sum(o * w)
      from customer group by way, name order by way
      """;

  private static final char UNIT = 31;

  private final AgroalDataSource store;
  private final ConsentPolicy consent;

  EstimateReader(AgroalDataSource store, ConsentPolicy consent) {
    this.store = store;
    this.consent = consent;
  }

  /**
   * @param ways arms and candidates
   * @return those that were compared with anything, in the same order
   */
  List<ExperimentResults.Estimate> read(
      String experiment, List<ExperimentDefinition.Arm> ways, Instant from, Instant to) {
    String names =
        ways.stream()
            .map(ExperimentDefinition.Arm::name)
            .collect(Collectors.joining(String.valueOf(UNIT)));
    return Sql.list(
        store,
        EstimateReader::estimate,
        SUMS,
        experiment,
        from.toString(),
        to.toString(),
        consent.answer(Purpose.PERSONALIZATION, null),
        from.toString(),
        to.toString(),
        names);
  }

  private static ExperimentResults.Estimate estimate(ResultSet row) throws SQLException {
    return ExperimentResults.Estimate.of(
        row.getString(1), row.getLong(2), OffPolicy.of(sums(row, 7)), OffPolicy.of(sums(row, 10)));
  }

  private static OffPolicy.Sums sums(ResultSet row, int hits) throws SQLException {
    return new OffPolicy.Sums(
        row.getDouble(2),
        row.getDouble(3),
        new Rate.Sums(
            row.getDouble(4),
            row.getDouble(5),
            row.getDouble(6),
            row.getDouble(hits),
            row.getDouble(hits + 1),
            row.getDouble(hits + 2)));
  }
}
