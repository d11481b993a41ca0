package dev.parallax.experience.feedback;

import dev.parallax.experience.customer.CustomerFacts;
import dev.parallax.experience.score.Voice;
import dev.parallax.kit.store.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

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
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      Columns.of(statement, voices.entrySet())
          .add("bigint", Map.Entry::getKey)
          .add("bigint", e -> e.getValue().promoters())
          .add("bigint", e -> e.getValue().passives())
          .add("bigint", e -> e.getValue().detractors())
          .add("bigint", e -> e.getValue().ratings())
          .add("float8", e -> e.getValue().ratingSum())
          .add("bigint", e -> e.getValue().csatAnswers())
          .add("bigint", e -> e.getValue().satisfied())
          .add("bigint", e -> e.getValue().effortAnswers())
          .add("float8", e -> e.getValue().effortSum())
          .add("bigint", e -> e.getValue().comments())
          .add("bigint", e -> e.getValue().complaints());
      statement.executeUpdate();
    }
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
