package dev.parallax.experience.feedback;

import dev.parallax.experience.customer.CustomerFacts;
import dev.parallax.experience.score.Voice;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Adds answers to what each customer said before. */
@ApplicationScoped
public class VoiceStore implements CustomerFacts {
  /** In the order of the record. */
  static final String COLUMNS =
      "promoters, passives, detractors, ratings, rating_sum, csat_answers, satisfied,"
          + " effort_answers, effort_sum, comments, complaints";

  private static final String ADDED =
      """
      on conflict (customer_id) do update set
        promoters = voice.promoters + excluded.promoters,
        passives = voice.passives + excluded.passives,
        detractors = voice.detractors + excluded.detractors,
        ratings = voice.ratings + excluded.ratings,
        rating_sum = voice.rating_sum + excluded.rating_sum,
        csat_answers = voice.csat_answers + excluded.csat_answers,
        satisfied = voice.satisfied + excluded.satisfied,
        effort_answers = voice.effort_answers + excluded.effort_answers,
        effort_sum = voice.effort_sum + excluded.effort_sum,
        comments = voice.comments + excluded.comments,
        complaints = voice.complaints + excluded.complaints
      """;

  private static final String ADD =
      """
      insert into voice (customer_id, %s)
      select * from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::float8[],
        ?::bigint[], ?::bigint[], ?::bigint[], ?::float8[], ?::bigint[], ?::bigint[])
      """
              .formatted(COLUMNS)
          + ADDED;

  private static final String MOVE =
      """
      with moved as (
        delete from voice v using unnest(?::bigint[], ?::bigint[]) as m (from_id, into_id)
        where v.customer_id = m.from_id
        returning m.into_id, v.*
      )
      insert into voice (customer_id, %s)
      select into_id, sum(promoters), sum(passives), sum(detractors), sum(ratings), sum(rating_sum),
        sum(csat_answers), sum(satisfied), sum(effort_answers), sum(effort_sum), sum(comments),
        sum(complaints)
      from moved group by into_id
      """
              .formatted(COLUMNS)
          + ADDED;

  /** The caller holds the locks of the customers. */
  public void add(Connection connection, Map<Long, Voice> voices) throws SQLException {
    if (voices.isEmpty()) {
      return;
    }
    List<Voice> values = List.copyOf(voices.values());
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setArray(1, connection.createArrayOf("bigint", voices.keySet().toArray()));
      set(statement, 2, "bigint", values, Voice::promoters);
      set(statement, 3, "bigint", values, Voice::passives);
      set(statement, 4, "bigint", values, Voice::detractors);
      set(statement, 5, "bigint", values, Voice::ratings);
      set(statement, 6, "float8", values, Voice::ratingSum);
      set(statement, 7, "bigint", values, Voice::csatAnswers);
      set(statement, 8, "bigint", values, Voice::satisfied);
      set(statement, 9, "bigint", values, Voice::effortAnswers);
      set(statement, 10, "float8", values, Voice::effortSum);
      set(statement, 11, "bigint", values, Voice::comments);
      set(statement, 12, "bigint", values, Voice::complaints);
      statement.executeUpdate();
    }
  }

  private static void set(
      PreparedStatement statement,
      int index,
      String type,
      List<Voice> voices,
      Function<Voice, Object> column)
      throws SQLException {
    statement.setArray(
        index,
        statement.getConnection().createArrayOf(type, voices.stream().map(column).toArray()));
  }

  @Override
  public void move(Connection connection, Long[] from, Long[] into) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      statement.setArray(1, connection.createArrayOf("bigint", from));
      statement.setArray(2, connection.createArrayOf("bigint", into));
      statement.executeUpdate();
    }
  }

  @Override
  public void erase(Connection connection, Long[] customers) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from voice where customer_id = any (?)")) {
      statement.setArray(1, connection.createArrayOf("bigint", customers));
      statement.executeUpdate();
    }
  }
}
