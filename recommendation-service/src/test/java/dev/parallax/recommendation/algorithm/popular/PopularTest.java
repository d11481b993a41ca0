package dev.parallax.recommendation.algorithm.popular;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Samples;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PopularTest {
  private static final long DAY = 86_400;

  @Test
  void usersAreCountedOnceAndHalfAsMuchAfterAHalfLife() {
    Interactions data =
        Interactions.builder(3, 3)
            .add(0, 0, 1, 0)
            .add(0, 0, 1, 10 * DAY)
            .add(1, 0, 1, 0)
            .add(2, 1, 1, 5 * DAY)
            .build();
    assertThat(scores("popularity", Map.of(), data)).containsExactly(2, 1, 0);
    assertThat(scores("popularity", Map.of("halfLifeDays", 5), data))
        .containsExactly(1.25f, 0.5f, 0);
  }

  /** One sells a little every day, always more than the other, which has just begun. */
  @Test
  void whatHasJustBegunIsOnTheRiseAndWhatAlwaysSellsIsNot() {
    Interactions.Builder builder = Interactions.builder(1, 3);
    for (int day = 0; day < 100; day++) {
      for (int i = 0; i < 10; i++) {
        builder.add(0, 0, 1, day * DAY);
      }
      if (day >= 97) {
        for (int i = 0; i < 5; i++) {
          builder.add(0, 1, 1, day * DAY);
        }
      }
    }
    float[] scores = scores("trending", Map.of(), builder.build());
    assertThat(scores[1]).isGreaterThan(1);
    assertThat(scores[0]).isBetween(-2f, 0.5f);
    assertThat(scores[2]).isZero();
    assertThat(scores("popularity", Map.of(), builder.build())[0]).isEqualTo(1);
  }

  @Test
  void chanceIsTheSameForTheSameSeedAndHistoryOnly() {
    Interactions data = Samples.any(5, 50, 100, 1);
    var first = Algorithms.of("random", Map.of()).fit(data, new Effort(1, 1));
    var second = Algorithms.of("random", Map.of()).fit(data, new Effort(1, 2));
    assertThat(Samples.scores(first, data, 0)).containsExactly(Samples.scores(first, data, 0));
    assertThat(Samples.scores(first, data, 0)).isNotEqualTo(Samples.scores(first, data, 1));
    assertThat(Samples.scores(first, data, 0)).isNotEqualTo(Samples.scores(second, data, 0));
  }

  private static float[] scores(String name, Map<String, Object> settings, Interactions data) {
    float[] scores = new float[data.items()];
    Algorithms.of(name, settings).fit(data, new Effort(1, 1)).score(History.none(), scores);
    return scores;
  }
}
