package dev.parallax.recommendation.algorithm.rating;

import dev.parallax.recommendation.neighbour.RowsBuilder;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.neighbour.TopK;
import java.util.function.IntConsumer;

/**
 * Correlates items over those who rated both, one item after the other, in one thread. The most
 * similar are kept, those above 0 only.
 */
final class Correlations implements IntConsumer {
  private final SparseMatrix byUser;
  private final SparseMatrix byItem;
  private final RowsBuilder rows;
  private final TopK nearest;
  private final Correlation correlation;

  /**
   * @param byUser how far ratings are above their baseline
   */
  Correlations(
      SparseMatrix byUser, SparseMatrix byItem, double shrinkage, int kept, RowsBuilder rows) {
    this.byUser = byUser;
    this.byItem = byItem;
    this.rows = rows;
    this.nearest = new TopK(kept);
    this.correlation = new Correlation(byItem.rows(), shrinkage);
  }

  @Override
  public void accept(int item) {
    correlation.clear();
    for (int p = byItem.from(item); p < byItem.to(item); p++) {
      int user = byItem.column(p);
      double own = byItem.value(p);
      for (int q = byUser.from(user); q < byUser.to(user); q++) {
        correlation.add(own, byUser.column(q), byUser.value(q));
      }
    }
    nearest.clear();
    for (int t = 0; t < correlation.size(); t++) {
      int other = correlation.row(t);
      double alike = correlation.with(other);
      if (other != item && alike > 0) {
        nearest.offer(other, (float) alike);
      }
    }
    nearest.sortByItem();
    rows.put(item, nearest.items(), nearest.scores());
  }
}
