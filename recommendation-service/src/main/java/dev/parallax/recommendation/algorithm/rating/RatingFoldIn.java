package dev.parallax.recommendation.algorithm.rating;

import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.HistoryVector;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;
import java.util.Arrays;

/** Solves for the bias and vector of a history, and predicts its ratings with them. */
final class RatingFoldIn implements Scorer {
  private final RatingFactors items;
  private final double mean;
  private final double lambda;

  RatingFoldIn(RatingFactors items, double mean, double lambda) {
    this.items = items;
    this.mean = mean;
    this.lambda = lambda;
  }

  @Override
  public void score(History history, float[] scores) {
    HistoryVector ratings = Weighing.RATINGS.vector(history, items.rows());
    RatingFactors.Equations equations = new RatingFactors.Equations(items, mean, lambda);
    for (int h = 0; h < ratings.size(); h++) {
      equations.add(ratings.items()[h], ratings.weights()[h]);
    }
    double[] user = equations.solve();
    Arrays.fill(scores, (float) (mean + user[0]));
    for (int item = 0; item < Math.min(scores.length, items.rows()); item++) {
      double score = mean + user[0] + items.get(item, 0);
      for (int k = 1; k < items.width(); k++) {
        score += user[k] * items.get(item, k);
      }
      scores[item] = (float) score;
    }
  }

  @Override
  public boolean predictsValues() {
    return true;
  }
}
