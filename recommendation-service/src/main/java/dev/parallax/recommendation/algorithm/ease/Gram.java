package dev.parallax.recommendation.algorithm.ease;

import dev.parallax.recommendation.matrix.SymmetricMatrix;
import dev.parallax.recommendation.matrix.Workers;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import java.util.function.IntConsumer;

/** What items have in common: {@code X'X}. */
final class Gram {
  private Gram() {}

  /** Its diagonal. */
  static double[] squares(SparseMatrix usersByItems) {
    double[] squares = new double[usersByItems.columns()];
    for (int p = 0; p < usersByItems.entries(); p++) {
      squares[usersByItems.column(p)] += (double) usersByItems.value(p) * usersByItems.value(p);
    }
    return squares;
  }

  /**
   * {@code S (X'X + D) S}, on and below its diagonal, where D is what is added to the diagonal of
   * X'X and S makes the whole's 1. An inverse loses as many digits as the greatest and the least of
   * such a diagonal are apart, and popular items are thousands of times as frequent as others.
   *
   * @param scale the diagonal of S
   * @throws IllegalArgumentException when there is no room for a number for each pair of items
   */
  static SymmetricMatrix scaled(SparseMatrix usersByItems, double[] scale, Workers workers) {
    SymmetricMatrix matrix = allocate(usersByItems.columns());
    SparseMatrix byItem = usersByItems.transpose();
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
    return matrix;
  }

  private static SymmetricMatrix allocate(int items) {
    long needed = 4L * items * items;
    if (items > SymmetricMatrix.MOST_ROWS || needed > Runtime.getRuntime().maxMemory() * 0.8) {
      throw new IllegalArgumentException(
          "a number for each pair of %,d items needs %,d MiB of heap: ease with approximation sparse needs less"
              .formatted(items, needed >> 20));
    }
    return new SymmetricMatrix(items);
  }
}
