package dev.parallax.recommendation.algorithm.rating;

import dev.parallax.recommendation.neighbour.RowsBuilder;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.neighbour.TopK;
import java.util.function.IntConsumer;

/**
 * Correlates items over those who rated both, one item after the other, in one thread: {@code n - 1
 * / (n - 1 + shrinkage)} of it for n of them. The most similar are kept, those above 0 only.
 */
final class Correlations implements IntConsumer {
  private final SparseMatrix byUser;
  private final SparseMatrix byItem;
  private final double shrinkage;
  private final RowsBuilder rows;
  private final TopK nearest;
  private final double[] products;
  private final double[] squares;
  private final double[] squaresOfOther;
  private final int[] common;
  private final int[] touched;

  /**
   * @param byUser how far ratings are above their baseline
   */
  Correlations(
      SparseMatrix byUser, SparseMatrix byItem, double shrinkage, int kept, RowsBuilder rows) {
    int items = byItem.rows();
    this.byUser = byUser;
    this.byItem = byItem;
    this.shrinkage = shrinkage;
    this.rows = rows;
    this.nearest = new TopK(kept);
    this.products = new double[items];
    this.squares = new double[items];
    this.squaresOfOther = new double[items];
    this.common = new int[items];
    this.touched = new int[items];
  }

  @Override
  public void accept(int item) {
    int count = 0;
    for (int p = byItem.from(item); p < byItem.to(item); p++) {
      count = add(byItem.column(p), byItem.value(p), count);
    }
    nearest.clear();
    for (int t = 0; t < count; t++) {
      offer(item, touched[t]);
    }
    nearest.sortByItem();
    rows.put(item, nearest.items(), nearest.scores());
  }

  private int add(int user, double own, int before) {
    int count = before;
    for (int q = byUser.from(user); q < byUser.to(user); q++) {
      int other = byUser.column(q);
      double value = byUser.value(q);
      if (common[other]++ == 0) {
        touched[count++] = other;
      }
      products[other] += own * value;
      squares[other] += own * own;
      squaresOfOther[other] += value * value;
    }
    return count;
  }

  private void offer(int item, int other) {
    double spread = Math.sqrt(squares[other] * squaresOfOther[other]);
    double correlation = spread > 0 ? products[other] / spread : 0;
    double pairs = common[other] - 1.0;
    double shrunk = pairs > 0 ? correlation * pairs / (pairs + shrinkage) : 0;
    if (other != item && shrunk > 0) {
      nearest.offer(other, (float) shrunk);
    }
    products[other] = 0;
    squares[other] = 0;
    squaresOfOther[other] = 0;
    common[other] = 0;
  }
}
