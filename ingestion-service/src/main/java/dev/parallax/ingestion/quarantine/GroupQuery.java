package dev.parallax.ingestion.quarantine;

import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Groups what is open by its cause, and what was only counted. */
@ApplicationScoped
class GroupQuery {
  private static final String GROUPS =
      """
      select * from (
        select kind, code, place, source, event, sum(n)::bigint as count, min(at) as first_seen,
            max(at) as last_seen, max(sample) as sample, sum(n) filter (where sample is null)::bigint as unkept
        from (
          select kind, code, place, source, coalesce(event, '') as event, 1::bigint as n, received_at as at,
              id::text as sample
          from rejected where state = 'open'
          union all
          select kind, code, place, source, '', count, hour, null from rejected_unkept) each
        where %s
        group by kind, code, place, source, event) g
      where %s
      order by count desc, kind, code, place, source, event limit ?
      """;

  private final AgroalDataSource store;

  GroupQuery(AgroalDataSource store) {
    this.store = store;
  }

  /**
   * The largest first.
   *
   * @param after what a page ended with, null for the first
   */
  List<RejectedGroup> list(int limit, String after, String source, String code) {
    Selection.Condition which = new Selection.Condition();
    which.and("source = ?", source).and("code = ?", code);
    String page = after == null ? "true" : later(which, after);
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(GROUPS.formatted(which.sql(), page))) {
            int index = which.bind(connection, statement);
            statement.setInt(index, limit);
            List<RejectedGroup> groups = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                groups.add(group(row));
              }
            }
            return groups;
          }
        });
  }

  /** What a page ends with. */
  static String key(RejectedGroup group) {
    return group.count() + " " + group.group();
  }

  private static String later(Selection.Condition condition, String after) {
    String[] parts = after.split(" ", 2);
    RejectedGroup.Cause cause =
        parts.length == 2 && parts[0].matches("\\d{1,18}")
            ? RejectedGroup.parse(parts[1]).orElseThrow(Cursor::foreign)
            : null;
    if (cause == null) {
      throw Cursor.foreign();
    }
    long count = Long.parseLong(parts[0]);
    condition.later(
        count, count, cause.kind(), cause.code(), cause.place(), cause.source(), cause.event());
    return "(count < ? or (count = ? and (kind, code, place, source, event) > (?, ?, ?, ?, ?)))";
  }

  private static RejectedGroup group(ResultSet row) throws SQLException {
    RejectedGroup.Cause cause =
        new RejectedGroup.Cause(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getString(5));
    return new RejectedGroup(
        cause.encoded(),
        cause.kind(),
        cause.code(),
        cause.place(),
        cause.event().isEmpty() ? null : cause.event(),
        cause.source(),
        row.getLong(6),
        row.getTimestamp(7).toInstant(),
        row.getTimestamp(8).toInstant(),
        row.getString(9),
        row.getObject(10, Long.class));
  }
}
