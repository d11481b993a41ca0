package dev.parallax.experience.feedback;

import dev.parallax.experience.customer.Analytics;
import dev.parallax.experience.customer.Segments;
import dev.parallax.experience.feedback.FeedbackSummary.FeedbackScore;
import dev.parallax.experience.feedback.FeedbackSummary.SegmentScore;
import dev.parallax.experience.score.Voice;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what the customers of each segment said. */
@ApplicationScoped
public class FeedbackRepository {
  private static final String BY_SEGMENT =
      """
      select %s, sum(promoters), sum(passives), sum(detractors), sum(ratings), sum(rating_sum),
        sum(csat_answers), sum(satisfied), sum(effort_answers), sum(effort_sum), sum(comments),
        sum(complaints)
      from voice join customer c on c.id = voice.customer_id
      where %s
      group by 1
      """
          .formatted(Segments.OF_CUSTOMER, Analytics.ALLOWED);

  private final AgroalDataSource store;
  private final Analytics analytics;

  FeedbackRepository(AgroalDataSource store, Analytics analytics) {
    this.store = store;
    this.analytics = analytics;
  }

  /** Segments without any feedback are not in it. */
  public FeedbackSummary summary() {
    return Sql.call(
        store,
        connection -> {
          Segments segments = Segments.present(connection);
          Map<String, Voice> voices = bySegment(connection);
          List<SegmentScore> scores =
              voices.entrySet().stream()
                  .map(e -> SegmentScore.of(e.getKey(), segments.name(e.getKey()), e.getValue()))
                  .toList();
          Voice all = voices.values().stream().reduce(Voice.SILENT, Voice::and);
          return new FeedbackSummary(FeedbackScore.of(all), scores);
        });
  }

  private Map<String, Voice> bySegment(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BY_SEGMENT)) {
      statement.setBoolean(1, analytics.assumed());
      Map<String, Voice> voices = new TreeMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          voices.put(
              row.getString(1),
              new Voice(
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getDouble(6),
                  row.getLong(7),
                  row.getLong(8),
                  row.getLong(9),
                  row.getDouble(10),
                  row.getLong(11),
                  row.getLong(12)));
        }
      }
      return voices;
    }
  }
}
