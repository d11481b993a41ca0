package dev.parallax.experience.gap;

import dev.parallax.experience.need.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A subject as stored, with the need it was counted under. */
record Placed(int id, Subject subject, String need) {
  /**
   * Items and categories are as many as the shop has, but people may write anything: of their words
   * only so many are read, those of the most customers. To count these takes a while, so it is done
   * only when there are too many.
   */
  private static final String READ =
      """
      select id, kind, key, hint, need from subject where kind in ('ITEM', 'CATEGORY')
      union all
      (select s.id, s.kind, s.key, s.hint, s.need from subject s where s.kind in ('QUERY', 'TEXT')
       order by case when (select count(*) from subject where kind in ('QUERY', 'TEXT')) > ?
         then (select count(*) from interest i where i.subject_id = s.id) end desc, s.id
       limit ?)
      order by id
      """;

  private static final String LEFT_OUT =
      "select id from subject where need is not null and id not in (select unnest(?::int[]))";

  /**
   * @param mostTexts words of searches and complaints
   */
  static List<Placed> read(Connection connection, int mostTexts) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setInt(1, mostTexts);
      statement.setInt(2, mostTexts);
      List<Placed> subjects = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Subject.Kind kind = Subject.Kind.valueOf(row.getString(2));
          Subject subject = new Subject(kind, row.getString(3), row.getString(4));
          subjects.add(new Placed(row.getInt(1), subject, row.getString(5)));
        }
      }
      return subjects;
    }
  }

  /** Those that were counted under a need but are not among {@code subjects}. */
  static List<Integer> leftOut(Connection connection, List<Placed> subjects) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LEFT_OUT)) {
      statement.setArray(
          1, connection.createArrayOf("int", subjects.stream().map(Placed::id).toArray()));
      List<Integer> ids = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ids.add(row.getInt(1));
        }
      }
      return ids;
    }
  }
}
