package dev.parallax.experience.friction;

import dev.parallax.experience.customer.Analytics;
import dev.parallax.experience.customer.Segments;
import dev.parallax.experience.measure.Sums;
import dev.parallax.experience.measure.Whole;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Adds up frictions by page and kind, with everything a share and its interval need. */
@ApplicationScoped
class FrictionRepository {
  /** More pages and kinds than anyone reads; of more, those that hit the most customers. */
  static final int MOST = 10_000;

  /** By customer first: they are what is independent of each other. */
  private static final String BY_CUSTOMER =
      """
      , hit as (
        select s.customer_id, s.page_id, s.present, s.seen_at, s.ordered_at, c.kind,
          min(f.first_at) as hit_at, sum(f.times) as times
        from seen s
        join friction f using (customer_id, session_key, page_id)
        join friction_cause c on c.id = f.cause_id
        group by s.customer_id, s.session_key, s.page_id, s.present, s.seen_at, s.ordered_at, c.kind
        union all
        select customer_id, page_id, present, seen_at, ordered_at, 'slow-page', seen_at, 1
        from seen where slow
      ), part as (
        select kind, page_id, present, customer_id, count(*)::float8 as hits, sum(times)::float8 as times,
          (count(*) filter (where ordered_at is null or ordered_at >= hit_at))::float8 as open,
          (count(*) filter (where ordered_at >= hit_at))::float8 as went,
          (count(*) filter (where ordered_at is null or ordered_at >= seen_at))::float8 as open_page,
          (count(*) filter (where ordered_at >= seen_at))::float8 as went_page
        from hit where ?::text is null or kind = ?
        group by kind, page_id, present, customer_id
      ), every as (
        select page_id, present, customer_id, count(*)::float8 as visits,
          (count(*) filter (where ordered_at is null or ordered_at >= seen_at))::float8 as open,
          (count(*) filter (where ordered_at >= seen_at))::float8 as went,
          (count(*) filter (where timed))::float8 as timed_visits,
          (count(*) filter (where timed and (ordered_at is null or ordered_at >= seen_at)))::float8
            as timed_open,
          (count(*) filter (where timed and ordered_at >= seen_at))::float8 as timed_went
        from seen group by page_id, present, customer_id
      )
      """;

  /**
   * Of those without it: everything of the page, less what those had who were hit. In floating
   * point, exact up to 2^53: PostgreSQL adds whole numbers up in decimals, which is slow.
   */
  private static final String ADDED_UP =
      """
      , whole as (
        select page_id, present, false as measured, customer_id, visits, open, went from every
        union all
        select page_id, present, true, customer_id, timed_visits, timed_open, timed_went
        from every where timed_visits > 0
      ), wholes as (
        select page_id, present, measured, count(*) as customers, sum(visits) as visits,
          sum(visits * visits) as visits2, count(*) filter (where open > 0) as open_customers,
          sum(open) as open, sum(open * open) as open2, sum(went) as went, sum(went * went) as went2,
          sum(went * open) as went_open
        from whole group by page_id, present, measured
      ), parts as (
        select p.kind, p.page_id, p.present, p.kind = 'slow-page' as measured, count(*) as customers,
          sum(p.times) as times, sum(hits) as hits, sum(hits * hits) as hits2,
          sum(hits * w.visits) as hits_visits,
          count(*) filter (where p.open > 0) as open_customers, sum(p.open) as open,
          sum(p.open * p.open) as open2, sum(p.went) as went, sum(p.went * p.went) as went2,
          sum(p.went * p.open) as went_open,
          count(*) filter (where w.open > open_page) - count(*) filter (where w.open > 0) as d_customers,
          sum(-open_page) as d_open,
          sum((w.open - open_page) * (w.open - open_page) - w.open * w.open) as d_open2,
          sum(-went_page) as d_went,
          sum((w.went - went_page) * (w.went - went_page) - w.went * w.went) as d_went2,
          sum((w.went - went_page) * (w.open - open_page) - w.went * w.open) as d_went_open
        from part p join whole w on w.customer_id = p.customer_id and w.page_id = p.page_id
          and w.present = p.present and w.measured = (p.kind = 'slow-page')
        group by p.kind, p.page_id, p.present
      )
      select page.path, k.kind, k.customers, k.times,
        k.hits, k.hits2, k.hits_visits, w.visits, w.visits2, w.customers,
        b.customers, b.hits, b.hits2, b.hits_visits, wb.visits, wb.visits2, wb.customers,
        k.went, k.went2, k.went_open, k.open, k.open2, k.open_customers,
        w.went + k.d_went, w.went2 + k.d_went2, w.went_open + k.d_went_open,
        w.open + k.d_open, w.open2 + k.d_open2, w.open_customers + k.d_customers
      from parts k join page on page.id = k.page_id
      join wholes w on w.page_id = k.page_id and w.measured = k.measured and w.present
      left join wholes wb on wb.page_id = k.page_id and wb.measured = k.measured and not wb.present
      left join parts b on b.page_id = k.page_id and b.kind = k.kind and not b.present
      where k.present
      order by k.customers desc, k.hits desc, page.path, k.kind
      limit
      """;

  private final AgroalDataSource store;
  private final Analytics analytics;

  FrictionRepository(AgroalDataSource store, Analytics analytics) {
    this.store = store;
    this.analytics = analytics;
  }

  /**
   * @throws RuntimeException a 400 problem naming {@code segment} when there is none of this id
   */
  List<FrictionSums> sums(FrictionQuery query) {
    return Sql.call(
        store,
        connection -> {
          if (query.segment() != null) {
            Segments.present(connection).require(query.segment());
          }
          try (PreparedStatement statement =
              connection.prepareStatement(SeenVisits.WITH + BY_CUSTOMER + ADDED_UP + MOST)) {
            int next = SeenVisits.set(statement, query, analytics, query.before());
            String kind = query.kind() == null ? null : query.kind().wireName();
            statement.setString(next, kind);
            statement.setString(next + 1, kind);
            List<FrictionSums> sums = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                sums.add(sums(row));
              }
            }
            return sums;
          }
        });
  }

  private static FrictionSums sums(ResultSet row) throws SQLException {
    Whole visitsBefore = whole(row, 15);
    return new FrictionSums(
        FrictionKind.ofWireName(row.getString(2)),
        row.getString(1),
        row.getLong(3),
        Math.round(row.getDouble(4)),
        part(row, 5),
        whole(row, 8),
        visitsBefore.total() > 0
            ? new FrictionSums.Before(row.getLong(11), part(row, 12), visitsBefore)
            : null,
        part(row, 18),
        whole(row, 21),
        part(row, 24),
        whole(row, 27));
  }

  private static Sums part(ResultSet row, int at) throws SQLException {
    return new Sums(row.getDouble(at), row.getDouble(at + 1), row.getDouble(at + 2));
  }

  private static Whole whole(ResultSet row, int at) throws SQLException {
    return new Whole(row.getDouble(at), row.getDouble(at + 1), row.getLong(at + 2));
  }
}
