package dev.parallax.recommendation.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServedAlgorithmTest {
  private static final long HOUR = 3_600;
  private static final Interactions DATA = data();

  /** 40 users take 0 and 1 on one visit and 2 on another; 60 others take 3 alone. */
  private static Interactions data() {
    Interactions.Builder data = Interactions.builder(100, 5);
    for (int user = 0; user < 40; user++) {
      data.add(user, 0, 1, 0);
      data.add(user, 1, 1, 60);
      data.add(user, 2, 1, 2 * HOUR);
    }
    for (int user = 40; user < 100; user++) {
      data.add(user, 3, 1, 0);
    }
    return data.build();
  }

  @Test
  void rulesAreOfVisitsAndAddWhatTheyAddToTheProbability() {
    float[] scores = scores(Map.of("by", "none", "rules", 10, "popular", 0.5, "gapMinutes", 30));
    // 40 of 140 visits have item 1, all that have item 0; popular is item 3, of 60 users.
    assertThat(scores[1]).isCloseTo(10 * (1 - 40 / 140f) + 0.5f * 40 / 60, within(0.01f));
    assertThat(scores[3]).isCloseTo(0.5f, within(1e-3f));
    assertThat(scores[2]).as("another visit").isCloseTo(0.5f * 40 / 60, within(0.01f));
    assertThat(scores[4]).as("nobody's").isZero();
    float[] together = scores(Map.of("by", "none", "rules", 10, "popular", 0.5, "gapMinutes", 0));
    assertThat(together[2]).as("one visit of all they did").isGreaterThan(5);
  }

  @Test
  void neighboursAreTheMeanOfWhatSpeaksForAnItemByWhatIsAsked() {
    float[] byKnn =
        scores(Map.of("rules", 0, "popular", 0.001, "shrinkage", 0, "values", "binary"));
    assertThat(byKnn[1]).isCloseTo(1, within(0.01f));
    assertThat(byKnn[3]).isCloseTo(0.001f, within(1e-6f));
    float[] byEase = scores(Map.of("by", "ease", "rules", 0, "popular", 0.001, "lambda", 1));
    assertThat(byEase[1]).isGreaterThan(0.3f).isLessThan(1);
  }

  @Test
  void onlySettingsOfWhatIsAskedForAreTaken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Algorithms.of("served", Map.of("lambda", 5)))
        .withMessageStartingWith("settings.lambda");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Algorithms.of("served", Map.of("by", "als")))
        .withMessage("settings.by must be one of item-knn, ease, slim, none");
  }

  private static float[] scores(Map<String, Object> settings) {
    Scorer scorer = Algorithms.of("served", settings).fit(DATA, new Effort(2, 1));
    float[] scores = new float[DATA.items()];
    scorer.score(new History(new int[] {0}, new float[] {1}, new long[] {0}), scores);
    return scores;
  }
}
