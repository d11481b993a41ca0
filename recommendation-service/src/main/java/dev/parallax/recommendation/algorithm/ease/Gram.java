package dev.parallax.recommendation.algorithm.ease;

import dev.parallax.recommendation.matrix.SymmetricMatrix;
import dev.parallax.recommendation.matrix.Workers;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import java.util.function.IntConsumer;

/** What items have in common: {@code X'X}. */
final class Gram {
  private Gram() {}

  /**
   * Fills a matrix on and below its diagonal with {@code S (X'X + lambda I) S}, where S makes the
   * diagonal 1. An inverse loses as many digits as the greatest and the least of such a diagonal
   * are apart, and popular items are thousands of times as frequent as others.
   *
   * @return the diagonal of S
   */
  static double[] fillScaled(
      SymmetricMatrix matrix, SparseMatrix usersByItems, double lambda, Workers workers) {
    SparseMatrix byItem = usersByItems.transpose();
    double[] scale = new double[byItem.rows()];
    for (int item = 0; item < scale.length; item++) {
      double squares = lambda;
      for (int p = byItem.from(item); p < byItem.to(item); p++) {
        squares += (double) byItem.value(p) * byItem.value(p);
      }
      scale[item] = 1 / Math.sqrt(squares);
    }
    float[] values = matrix.values();
    IntConsumer row =
        item -> {
          int at = matrix.row(item);
          for (int p = byItem.from(item); p < byItem.to(item); p++) {
            int user = byItem.column(p);
            float weight = byItem.value(p);
            int to = usersByItems.to(user);
            for (int q = usersByItems.from(user); q < to && usersByItems.column(q) < item; q++) {
              values[at + usersByItems.column(q)] += weight * usersByItems.value(q);
            }
          }
          for (int other = 0; other < item; other++) {
            values[at + other] *= (float) (scale[item] * scale[other]);
          }
          values[at + item] = 1;
        };
    workers.run(byItem.rows(), 16, () -> row);
    return scale;
  }
}
