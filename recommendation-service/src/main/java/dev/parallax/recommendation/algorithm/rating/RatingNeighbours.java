package dev.parallax.recommendation.algorithm.rating;

import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.HistoryVector;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.neighbour.TopK;
import java.util.Arrays;

/**
 * Predicts a rating from somebody's ratings of similar items.
 *
 * <p>Of each item rated, those that it is a neighbour of are walked side by side in the order of
 * the items: what an answer costs is the ratings times the items, and not the neighbours of all.
 */
final class RatingNeighbours implements Scorer {
  private final Baseline baseline;
  private final SparseMatrix neighbourOf;
  private final int k;

  /**
   * @param similar neighbours of each item, rows by item
   */
  RatingNeighbours(Baseline baseline, SparseMatrix similar, int k) {
    this.baseline = baseline;
    this.neighbourOf = similar.transpose();
    this.k = k;
  }

  @Override
  public void score(History history, float[] scores) {
    int items = Math.min(scores.length, neighbourOf.rows());
    HistoryVector ratings = Weighing.RATINGS.vector(history, items);
    double user = baseline.ofUser(ratings);
    Arrays.fill(scores, (float) (baseline.mean() + user));
    double[] above = new double[neighbourOf.rows()];
    int[] next = new int[ratings.size()];
    for (int h = 0; h < ratings.size(); h++) {
      int item = ratings.items()[h];
      above[item] = ratings.weights()[h] - baseline.ofItem(item) - user;
      next[h] = neighbourOf.from(item);
    }
    TopK nearest = new TopK(k);
    for (int item = 0; item < items; item++) {
      nearest.clear();
      for (int h = 0; h < next.length; h++) {
        int rated = ratings.items()[h];
        if (next[h] < neighbourOf.to(rated) && neighbourOf.column(next[h]) == item) {
          nearest.offer(rated, neighbourOf.value(next[h]++));
        }
      }
      scores[item] = (float) (baseline.ofItem(item) + user + mean(nearest, above));
    }
  }

  private static double mean(TopK nearest, double[] above) {
    // In one order, so that the same history is always rated the same.
    nearest.sortByItem();
    int[] near = nearest.items();
    float[] similarity = nearest.scores();
    double sum = 0;
    double weights = 0;
    for (int n = 0; n < near.length; n++) {
      sum += similarity[n] * above[near[n]];
      weights += similarity[n];
    }
    return weights > 0 ? sum / weights : 0;
  }

  @Override
  public boolean predictsValues() {
    return true;
  }
}
