package dev.parallax.recommendation.algorithm.rating;

import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.HistoryVector;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.neighbour.TopK;
import java.util.Arrays;

/** Predicts a rating from somebody's ratings of similar items. */
final class RatingNeighbours implements Scorer {
  private final Baseline baseline;
  private final SparseMatrix similar;
  private final int k;

  RatingNeighbours(Baseline baseline, SparseMatrix similar, int k) {
    this.baseline = baseline;
    this.similar = similar;
    this.k = k;
  }

  @Override
  public void score(History history, float[] scores) {
    int items = Math.min(scores.length, similar.rows());
    HistoryVector ratings = Weighing.RATINGS.vector(history, items);
    double user = baseline.ofUser(ratings);
    Arrays.fill(scores, (float) (baseline.mean() + user));
    double[] above = new double[similar.rows()];
    boolean[] rated = new boolean[similar.rows()];
    for (int h = 0; h < ratings.size(); h++) {
      int item = ratings.items()[h];
      above[item] = ratings.weights()[h] - baseline.ofItem(item) - user;
      rated[item] = true;
    }
    TopK nearest = new TopK(k);
    for (int item = 0; item < items; item++) {
      scores[item] =
          (float) (baseline.ofItem(item) + user + ofNeighbours(item, above, rated, nearest));
    }
  }

  private double ofNeighbours(int item, double[] above, boolean[] rated, TopK nearest) {
    nearest.clear();
    for (int p = similar.from(item); p < similar.to(item); p++) {
      if (rated[similar.column(p)]) {
        nearest.offer(similar.column(p), similar.value(p));
      }
    }
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
