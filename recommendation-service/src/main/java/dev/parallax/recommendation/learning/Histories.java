package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.ranking.Interests;

/** Histories as the ranker takes them: what lies before the newest counts less. */
final class Histories {
  private Histories() {}

  /**
   * @param history each item once
   */
  static Interests interests(History history, TimeDecay decay) {
    Interests.Builder builder = Interests.builder();
    long newest = history.size() == 0 ? 0 : history.seconds()[history.size() - 1];
    for (int h = 0; h < history.size(); h++) {
      builder.add(
          history.items()[h], history.values()[h], decay.weight(history.seconds()[h], newest));
    }
    return builder.build();
  }
}
