package dev.parallax.experience.gap;

import dev.parallax.experience.customer.Analytics;
import dev.parallax.experience.customer.Segments;
import dev.parallax.experience.measure.Acts;
import dev.parallax.experience.measure.Cell;
import dev.parallax.experience.measure.SegmentEvidence;
import dev.parallax.experience.measure.Sums;
import dev.parallax.experience.measure.Weights;
import dev.parallax.experience.measure.Whole;
import dev.parallax.experience.need.Need;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up by segment and need what {@link NeedParts} keeps of each customer. */
@ApplicationScoped
class GapRepository {
  /**
   * Customers are what the shares vary over. Searches that found something count only where the
   * need is in the catalog: words nobody can place, but which led to products, are no need without
   * offer.
   */
  private static final String ADD_UP =
      """
      with by_customer as (
        select %s as segment, p.customer_id, p.need, p.views,
          case when f.from_search then p.empty_searches else p.searches end as searches,
          p.empty_searches, p.wishes, p.complaints, p.shown::float8 as shown, p.bought::float8 as bought,
          p.views * ?::float8
            + case when f.from_search then 0 else (p.searches - p.empty_searches) * ?::float8 end
            + p.empty_searches * ?::float8 + p.wishes * ?::float8 + p.complaints * ?::float8 as attention
        from need_part p join customer c on c.id = p.customer_id
        cross join lateral (select starts_with(p.need, ?) as from_search) f
        where %s
      ), whole as (
        select segment, customer_id, sum(attention) as attention, sum(shown) as shown, sum(bought) as bought
        from by_customer group by 1, 2
      )
      select b.segment, b.need, sum(b.views), sum(b.searches), sum(b.empty_searches), sum(b.wishes),
        sum(b.complaints), count(*) filter (where b.attention > 0),
        sum(b.attention), sum(b.attention * b.attention), sum(b.attention * w.attention),
        sum(b.shown), sum(b.shown * b.shown), sum(b.shown * w.shown),
        sum(b.bought), sum(b.bought * b.bought), sum(b.bought * w.bought),
        count(*) filter (where b.bought > 0)
      from by_customer b join whole w on w.segment = b.segment and w.customer_id = b.customer_id
      group by 1, 2
      union all
      select segment, null, null, null, null, null, null, null,
        sum(attention), sum(attention * attention), count(*) filter (where attention > 0),
        sum(shown), sum(shown * shown), count(*) filter (where shown > 0),
        sum(bought), sum(bought * bought), count(*) filter (where bought > 0), null
      from whole group by 1
      order by 1, 2
      """
          .formatted(Segments.OF_CUSTOMER, Analytics.ALLOWED);

  private final Analytics analytics;

  GapRepository(Analytics analytics) {
    this.analytics = analytics;
  }

  /** What is known of every need by segment; as of the last {@link NeedParts#refresh}. */
  List<SegmentEvidence> evidence(Connection connection, Weights weights) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD_UP)) {
      statement.setDouble(1, weights.view());
      statement.setDouble(2, weights.search());
      statement.setDouble(3, weights.emptySearch());
      statement.setDouble(4, weights.wish());
      statement.setDouble(5, weights.complaint());
      statement.setString(6, Need.SEARCH);
      statement.setBoolean(7, analytics.assumed());
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows);
      }
    }
  }

  private static List<SegmentEvidence> read(ResultSet rows) throws SQLException {
    Map<String, List<Cell>> cells = new TreeMap<>();
    List<SegmentEvidence> segments = new ArrayList<>();
    while (rows.next()) {
      String segment = rows.getString(1);
      String need = rows.getString(2);
      if (need == null) {
        segments.add(
            new SegmentEvidence(
                segment,
                whole(rows, 9),
                whole(rows, 12),
                whole(rows, 15),
                cells.getOrDefault(segment, List.of())));
      } else {
        cells.computeIfAbsent(segment, s -> new ArrayList<>()).add(cell(rows, Need.named(need)));
      }
    }
    return segments;
  }

  private static Cell cell(ResultSet row, Need need) throws SQLException {
    Acts acts =
        new Acts(
            row.getLong(3),
            row.getLong(4),
            row.getLong(5),
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            row.getLong(12),
            row.getLong(15),
            row.getLong(18));
    return new Cell(need, acts, sums(row, 9), sums(row, 12), sums(row, 15));
  }

  private static Sums sums(ResultSet row, int column) throws SQLException {
    return new Sums(row.getDouble(column), row.getDouble(column + 1), row.getDouble(column + 2));
  }

  private static Whole whole(ResultSet row, int column) throws SQLException {
    return new Whole(row.getDouble(column), row.getDouble(column + 1), row.getLong(column + 2));
  }
}
