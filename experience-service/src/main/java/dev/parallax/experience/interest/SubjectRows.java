package dev.parallax.experience.interest;

import dev.parallax.experience.interest.Interests.SubjectKey;
import dev.parallax.experience.need.Subject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for subjects, so that the counters are small. */
final class SubjectRows {
  /**
   * Writes only what is new or learns its first hint; in order, so that two replicas do not
   * deadlock.
   */
  private static final String ADD =
      """
      insert into subject (kind, key, hint)
      select n.kind, n.key, nullif(n.hint, '')
      from unnest(?::text[], ?::text[], ?::text[]) as n (kind, key, hint)
      left join subject s on s.kind = n.kind and s.key = n.key
      where s.id is null or (s.hint is null and n.hint <> '')
      order by n.kind, n.key
      on conflict (kind, key) do update set hint = coalesce(subject.hint, excluded.hint)
      """;

  private static final String IDS =
      """
      select s.id, s.kind, s.key
      from unnest(?::text[], ?::text[]) as n (kind, key)
      join subject s on s.kind = n.kind and s.key = n.key
      """;

  private SubjectRows() {}

  static Map<SubjectKey, Integer> ids(Connection connection, Map<SubjectKey, String> subjects)
      throws SQLException {
    List<Map.Entry<SubjectKey, String>> sorted =
        subjects.entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<SubjectKey, String> e) -> e.getKey().kind().name())
                    .thenComparing(e -> e.getKey().key()))
            .toList();
    Array kinds =
        connection.createArrayOf(
            "text", sorted.stream().map(e -> e.getKey().kind().name()).toArray());
    Array keys =
        connection.createArrayOf("text", sorted.stream().map(e -> e.getKey().key()).toArray());
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setArray(1, kinds);
      statement.setArray(2, keys);
      statement.setArray(
          3, connection.createArrayOf("text", sorted.stream().map(Map.Entry::getValue).toArray()));
      statement.executeUpdate();
    }
    try (PreparedStatement statement = connection.prepareStatement(IDS)) {
      statement.setArray(1, kinds);
      statement.setArray(2, keys);
      Map<SubjectKey, Integer> ids = HashMap.newHashMap(sorted.size());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.put(
              new SubjectKey(Subject.Kind.valueOf(rows.getString(2)), rows.getString(3)),
              rows.getInt(1));
        }
      }
      return ids;
    }
  }
}
