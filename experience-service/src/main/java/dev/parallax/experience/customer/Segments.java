package dev.parallax.experience.customer;

import dev.parallax.contracts.Phrase;
import dev.parallax.kit.problem.Problems;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** The segments customers are in now, by what segmentation announced. */
public final class Segments {
  /** Stands for the customers who are in none. */
  public static final String NONE = "unsegmented";

  /** The segment of customer {@code c} in a query. */
  public static final String OF_CUSTOMER = "coalesce(c.segment_id, '" + NONE + "')";

  private static final Phrase NONE_NAME = new Phrase("In no segment yet", "尚未分群");

  private static final String PRESENT =
      """
      select s.id, s.name_en, s.name_zh from segment s
      where exists (select from customer c where c.segment_id = s.id)
      """;

  private final Map<String, Phrase> names;

  private Segments(Map<String, Phrase> names) {
    this.names = names;
  }

  /** Those that have a customer, and {@link #NONE}. */
  public static Segments present(Connection connection) throws SQLException {
    Map<String, Phrase> names = new TreeMap<>();
    names.put(NONE, NONE_NAME);
    try (PreparedStatement statement = connection.prepareStatement(PRESENT);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        names.put(rows.getString(1), new Phrase(rows.getString(2), rows.getString(3)));
      }
    }
    return new Segments(names);
  }

  /** The name for people; the id itself for a segment that has just lost its last customer. */
  public Phrase name(String id) {
    return names.getOrDefault(id, new Phrase(id, id));
  }

  /**
   * @param id may be null: no segment was asked for
   * @throws RuntimeException a 400 problem naming {@code segment} for one that is not there
   */
  public void require(String id) {
    if (id != null && !names.containsKey(id)) {
      throw Problems.invalid("segment", "must be one of " + String.join(", ", names.keySet()));
    }
  }
}
