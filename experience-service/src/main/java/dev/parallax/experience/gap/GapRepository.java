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
import dev.parallax.experience.need.NeedIndex;
import dev.parallax.experience.need.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds interests up by segment and need. Which need a subject is comes from {@link NeedIndex} at
 * the time of asking, so that a catalog that arrives late or changes is right at once.
 */
@ApplicationScoped
class GapRepository {
  /**
   * First by customer and need, because customers are what the shares vary over; then by segment.
   * Searches that found something count only where the need is in the catalog: words nobody can
   * place, but which led to products, are no need without offer.
   */
  private static final String ADD_UP =
      """
      with placed as (
        select * from unnest(?::int[], ?::int[], ?::float8[]) as p (subject_id, need, search_weight)
      ), by_customer as (
        select %s as segment, i.customer_id, p.need,
          sum(i.views) as views, sum(case when p.search_weight > 0 then i.searches else i.empty_searches end) as searches,
          sum(i.empty_searches) as empty_searches, sum(i.wishes) as wishes, sum(i.complaints) as complaints,
          sum(i.shown)::float8 as shown, sum(i.bought)::float8 as bought,
          sum(i.views * ?::float8 + (i.searches - i.empty_searches) * p.search_weight
            + i.empty_searches * ?::float8 + i.wishes * ?::float8 + i.complaints * ?::float8) as attention
        from interest i join placed p on p.subject_id = i.subject_id join customer c on c.id = i.customer_id
        where %s
        group by 1, 2, 3
      ), whole as (
        select segment, customer_id, sum(attention) as attention, sum(shown) as shown, sum(bought) as bought
        from by_customer group by 1, 2
      )
      select b.segment, b.need, sum(b.views), sum(b.searches), sum(b.empty_searches), sum(b.wishes),
        sum(b.complaints), count(*) filter (where b.attention > 0),
        sum(b.attention), sum(b.attention * b.attention), sum(b.attention * w.attention),
        sum(b.shown), sum(b.shown * b.shown), sum(b.shown * w.shown),
        sum(b.bought), sum(b.bought * b.bought), sum(b.bought * w.bought)
      from by_customer b join whole w on w.segment = b.segment and w.customer_id = b.customer_id
      group by 1, 2
      union all
      select segment, null, null, null, null, null, null, null,
        sum(attention), sum(attention * attention), count(*) filter (where attention > 0),
        sum(shown), sum(shown * shown), count(*) filter (where shown > 0),
        sum(bought), sum(bought * bought), count(*) filter (where bought > 0)
      from whole group by 1
      order by 1, 2
      """
          .formatted(Segments.OF_CUSTOMER, Analytics.ALLOWED);

  private final Analytics analytics;

  GapRepository(Analytics analytics) {
    this.analytics = analytics;
  }

  /** All subjects by their stored id. */
  Map<Integer, Subject> subjects(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select id, kind, key, hint from subject order by id");
        ResultSet rows = statement.executeQuery()) {
      Map<Integer, Subject> subjects = new LinkedHashMap<>();
      while (rows.next()) {
        subjects.put(
            rows.getInt(1),
            new Subject(
                Subject.Kind.valueOf(rows.getString(2)), rows.getString(3), rows.getString(4)));
      }
      return subjects;
    }
  }

  /** Subjects without a need are left out. */
  List<SegmentEvidence> evidence(
      Connection connection, Map<Integer, Subject> subjects, NeedIndex index, Weights weights)
      throws SQLException {
    Placement placement = Placement.of(subjects, index, weights);
    try (PreparedStatement statement = connection.prepareStatement(ADD_UP)) {
      statement.setArray(1, connection.createArrayOf("int", placement.subjectIds()));
      statement.setArray(2, connection.createArrayOf("int", placement.needNumbers()));
      statement.setArray(3, connection.createArrayOf("float8", placement.searchWeights()));
      statement.setDouble(4, weights.view());
      statement.setDouble(5, weights.emptySearch());
      statement.setDouble(6, weights.wish());
      statement.setDouble(7, weights.complaint());
      statement.setBoolean(8, analytics.assumed());
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows, placement.needs());
      }
    }
  }

  private static List<SegmentEvidence> read(ResultSet rows, List<Need> needs) throws SQLException {
    Map<String, List<Cell>> cells = new TreeMap<>();
    List<SegmentEvidence> segments = new ArrayList<>();
    while (rows.next()) {
      String segment = rows.getString(1);
      int need = rows.getInt(2);
      if (rows.wasNull()) {
        segments.add(
            new SegmentEvidence(
                segment,
                whole(rows, 9),
                whole(rows, 12),
                whole(rows, 15),
                cells.getOrDefault(segment, List.of())));
      } else {
        cells.computeIfAbsent(segment, s -> new ArrayList<>()).add(cell(rows, needs.get(need)));
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
            row.getLong(15));
    return new Cell(need, acts, sums(row, 9), sums(row, 12), sums(row, 15));
  }

  private static Sums sums(ResultSet row, int column) throws SQLException {
    return new Sums(row.getDouble(column), row.getDouble(column + 1), row.getDouble(column + 2));
  }

  private static Whole whole(ResultSet row, int column) throws SQLException {
    return new Whole(row.getDouble(column), row.getDouble(column + 1), row.getLong(column + 2));
  }
}
