package dev.parallax.recommendation.algorithm.rating;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Options;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;
import java.util.Arrays;

/** {@link Baseline} alone: what every other prediction of ratings has to be better than. */
public final class RatingBaselineAlgorithm {
  private RatingBaselineAlgorithm() {}

  public static Algorithms.Method of(Options none) {
    return (data, effort) -> new Expected(Baseline.of(Weighing.RATINGS.matrix(data)));
  }

  private record Expected(Baseline baseline) implements Scorer {
    @Override
    public void score(History history, float[] scores) {
      int items = Math.min(scores.length, baseline.ofItems().length);
      double user = baseline.ofUser(Weighing.RATINGS.vector(history, items));
      Arrays.fill(scores, (float) (baseline.mean() + user));
      for (int item = 0; item < items; item++) {
        scores[item] = (float) (baseline.ofItem(item) + user);
      }
    }

    @Override
    public boolean predictsValues() {
      return true;
    }
  }
}
