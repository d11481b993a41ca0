package dev.parallax.recommendation.algorithm.rating;

import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.HistoryVector;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.neighbour.TopK;
import java.util.Arrays;

/**
 * Predicts a rating from those of users who rate alike. Users are walked from the most similar on,
 * and each speaks for the items for which fewer than {@code k} have spoken.
 */
final class RatingUserNeighbours implements Scorer {
  private final Baseline baseline;
  private final SparseMatrix above;
  private final SparseMatrix aboveByItem;
  private final int k;
  private final double shrinkage;

  /**
   * @param above how far ratings are above the baseline, users by items
   */
  RatingUserNeighbours(Baseline baseline, SparseMatrix above, int k, double shrinkage) {
    this.baseline = baseline;
    this.above = above;
    this.aboveByItem = above.transpose();
    this.k = k;
    this.shrinkage = shrinkage;
  }

  @Override
  public void score(History history, float[] scores) {
    int items = above.columns();
    HistoryVector ratings = Weighing.RATINGS.vector(history, items);
    double user = baseline.ofUser(ratings);
    TopK similar = similar(ratings, user);
    double[] sums = new double[items];
    double[] weights = new double[items];
    int[] spoke = new int[items];
    int[] others = similar.items();
    float[] similarities = similar.scores();
    for (int n = 0; n < others.length; n++) {
      for (int p = above.from(others[n]); p < above.to(others[n]); p++) {
        int item = above.column(p);
        if (spoke[item] < k) {
          spoke[item]++;
          sums[item] += (double) similarities[n] * above.value(p);
          weights[item] += similarities[n];
        }
      }
    }
    Arrays.fill(scores, (float) (baseline.mean() + user));
    for (int item = 0; item < Math.min(scores.length, items); item++) {
      double byOthers = weights[item] > 0 ? sums[item] / weights[item] : 0;
      scores[item] = (float) (baseline.ofItem(item) + user + byOthers);
    }
  }

  /** Those who correlate with a history, the most similar first. */
  private TopK similar(HistoryVector ratings, double user) {
    Correlation correlation = new Correlation(above.rows(), shrinkage);
    for (int h = 0; h < ratings.size(); h++) {
      int item = ratings.items()[h];
      double own = (float) (ratings.weights()[h] - baseline.ofItem(item) - user);
      for (int p = aboveByItem.from(item); p < aboveByItem.to(item); p++) {
        correlation.add(own, aboveByItem.column(p), aboveByItem.value(p));
      }
    }
    TopK similar = new TopK(correlation.size());
    for (int t = 0; t < correlation.size(); t++) {
      double alike = correlation.with(correlation.row(t));
      if (alike > 0) {
        similar.offer(correlation.row(t), (float) alike);
      }
    }
    similar.sortByScore();
    return similar;
  }

  @Override
  public boolean predictsValues() {
    return true;
  }
}
