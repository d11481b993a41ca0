package dev.parallax.experience.friction;

import dev.parallax.experience.customer.Analytics;
import dev.parallax.experience.customer.Segments;
import dev.parallax.experience.visit.VisitStore;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** The visits of pages that a query is about, as the beginning of its SQL. */
final class SeenVisits {
  /**
   * {@code present}: in the period, not in the one before; {@code timed}: a vital was measured;
   * {@code slow}: one was poor; {@code ordered_at}: the last order of the visit. An order without a
   * session is the server's: it is the visit's if it came while that lasted, or within the pause
   * that ends one.
   */
  static final String WITH =
      """
      with seen as (
        select pv.customer_id, pv.session_key, pv.page_id, pv.seen_at, pv.seen_at >= ? as present,
          num_nonnulls(pv.lcp, pv.inp, pv.cls) > 0 as timed,
          coalesce(pv.lcp > %s, false) or coalesce(pv.inp > %s, false) or coalesce(pv.cls > %s, false)
            as slow,
          pv.lcp, pv.inp, pv.cls,
          case when v.orders > 0 then (
            select max(o.told_at) from customer_order o
            where o.customer_id = v.customer_id and not o.refund
              and o.told_at between v.started_at - interval '%s' and v.ended_at + interval '%s'
              and (o.session_key is null or o.session_key = v.session_key)
          ) end as ordered_at
        from page_visit pv
        join page p on p.id = pv.page_id
        join customer c on c.id = pv.customer_id
        join visit v on v.customer_id = pv.customer_id and v.session_key = pv.session_key
        where pv.seen_at >= ? and pv.seen_at < ?
          and %s
          and (?::text is null or %s = ?)
          and (?::text is null or p.path = ?)
          and (?::text is null or starts_with(p.path, ?))
      )
      """
          .formatted(
              Vital.LCP.poor(),
              Vital.INP.poor(),
              Vital.CLS.poor(),
              VisitStore.PAUSE,
              VisitStore.PAUSE,
              Analytics.ALLOWED,
              Segments.OF_CUSTOMER);

  private SeenVisits() {}

  /**
   * Sets the parameters of {@link #WITH}.
   *
   * @param since the first moment that counts
   * @return the index of the next parameter
   */
  static int set(
      PreparedStatement statement, FrictionQuery query, Analytics analytics, Instant since)
      throws SQLException {
    statement.setTimestamp(1, Timestamp.from(query.from()));
    statement.setTimestamp(2, Timestamp.from(since));
    statement.setTimestamp(3, Timestamp.from(query.to()));
    statement.setBoolean(4, analytics.assumed());
    statement.setString(5, query.segment());
    statement.setString(6, query.segment());
    statement.setString(7, query.exactly());
    statement.setString(8, query.exactly());
    statement.setString(9, query.prefix());
    statement.setString(10, query.prefix());
    return 11;
  }
}
