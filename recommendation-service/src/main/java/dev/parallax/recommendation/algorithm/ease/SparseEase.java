package dev.parallax.recommendation.algorithm.ease;

import dev.parallax.recommendation.algorithm.ItemWeights;
import dev.parallax.recommendation.algorithm.Weighing;
import dev.parallax.recommendation.matrix.Cholesky;
import dev.parallax.recommendation.matrix.Workers;
import dev.parallax.recommendation.neighbour.ItemKnn;
import dev.parallax.recommendation.neighbour.RowsBuilder;
import dev.parallax.recommendation.neighbour.Similarity;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.neighbour.TopK;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * EASE where an item may only be told from those that go with it most often, as in the sparse
 * approximation of Steck (Markov Random Fields for Collaborative Filtering, NeurIPS 2019, section
 * 3.2): per item the closed form on the small matrix of it and its neighbours by cosine, which is
 * the ridge regression of the item on them. With as many neighbours as there are other items, and
 * each pair of items in some history, it is EASE itself; an item that never occurs with another has
 * no weight to it here, and mostly a small one there.
 *
 * <p>Time is {@code items x neighbours^3 / 6}, memory at most {@link #KEPT} pairs an item. How
 * often two neighbours of an item occur together is looked up among those pairs; where neither is
 * among the closest of the other, they count as close as the last that is. To take them as never
 * together would make two items that say much the same count twice. Such a matrix may not be
 * positive definite; then its diagonal is raised until it is, which shortens the weights.
 */
final class SparseEase {
  static final int KEPT = 512;
  private static final double FIRST_RAISE = 0.05;

  private final SparseMatrix cosines;
  private final int items;
  private final double[] scale;
  private final double[] damping;
  private final double[] least;
  private final int neighbours;

  private SparseEase(
      SparseMatrix cosines, double[] squares, Penalty penalty, int neighbours, int kept) {
    this.cosines = cosines;
    this.items = squares.length;
    this.scale = penalty.scale(squares);
    this.damping = new double[items];
    for (int item = 0; item < items; item++) {
      damping[item] = Math.sqrt(squares[item]) * scale[item];
    }
    this.least = least(cosines, kept);
    this.neighbours = Math.min(neighbours, items);
  }

  /** Above what cosine the others of an item are known; 0 where all are. */
  private static double[] least(SparseMatrix cosines, int kept) {
    double[] least = new double[cosines.rows()];
    for (int item = 0; item < least.length; item++) {
      int from = cosines.from(item);
      int to = cosines.to(item);
      if (to - from >= kept) {
        least[item] = IntStream.range(from, to).mapToDouble(cosines::value).min().orElse(0);
      }
    }
    return least;
  }

  /**
   * @param neighbours from which an item may be told
   * @param kept cosines of each item, at least as many
   */
  static ItemWeights fit(
      SparseMatrix preferences,
      Penalty penalty,
      int neighbours,
      int kept,
      Weighing weighing,
      Workers workers) {
    int items = preferences.columns();
    SparseMatrix cosines = ItemKnn.fit(preferences, kept, Similarity.cosine(0), workers);
    RowsBuilder rows = new RowsBuilder(items, items);
    SparseEase ease = new SparseEase(cosines, Gram.squares(preferences), penalty, neighbours, kept);
    workers.run(items, 16, () -> ease.new Regression(rows));
    return new ItemWeights(rows.build().transpose(), weighing);
  }

  /** The cosine as it is with the regularisation on the diagonal. */
  private double damped(double cosine, int a, int b) {
    return cosine * damping[a] * damping[b];
  }

  /** Tells items from their neighbours, one after the other, in one thread. */
  private final class Regression implements IntConsumer {
    private final RowsBuilder rows;
    private final TopK nearest = new TopK(neighbours);

    /** Where an item is among the neighbours, from 1. */
    private final int[] place = new int[items];

    Regression(RowsBuilder rows) {
      this.rows = rows;
    }

    @Override
    public void accept(int item) {
      nearest.clear();
      for (int p = cosines.from(item); p < cosines.to(item); p++) {
        nearest.offer(cosines.column(p), cosines.value(p));
      }
      nearest.sortByItem();
      int[] near = nearest.items();
      float[] cosine = nearest.scores();
      double[] weights = new double[near.length];
      for (int a = 0; a < near.length; a++) {
        weights[a] = damped(cosine[a], near[a], item);
      }
      solve(near, weights);
      float[] scaled = new float[near.length];
      for (int a = 0; a < near.length; a++) {
        scaled[a] = (float) (weights[a] * scale[near[a]] / scale[item]);
      }
      rows.put(item, near, scaled);
    }

    private void solve(int[] near, double[] right) {
      double[] matrix = matrix(near);
      double[] factor = matrix.clone();
      double raise = FIRST_RAISE;
      while (!Cholesky.factor(factor, near.length)) {
        System.arraycopy(matrix, 0, factor, 0, matrix.length);
        for (int a = 0; a < near.length; a++) {
          factor[a * near.length + a] += raise;
        }
        raise *= 2;
      }
      Cholesky.solve(factor, right, near.length);
    }

    private double[] matrix(int[] near) {
      double[] matrix = new double[near.length * near.length];
      for (int a = 0; a < near.length; a++) {
        place[near[a]] = a + 1;
        matrix[a * near.length + a] = 1;
        for (int b = 0; b < a; b++) {
          put(matrix, near, a, b, Math.min(least[near[a]], least[near[b]]));
        }
      }
      for (int a = 0; a < near.length; a++) {
        for (int p = cosines.from(near[a]); p < cosines.to(near[a]); p++) {
          int b = place[cosines.column(p)] - 1;
          if (b >= 0) {
            put(matrix, near, a, b, cosines.value(p));
          }
        }
      }
      for (int other : near) {
        place[other] = 0;
      }
      return matrix;
    }

    private void put(double[] matrix, int[] near, int a, int b, double cosine) {
      double value = damped(cosine, near[a], near[b]);
      matrix[a * near.length + b] = value;
      matrix[b * near.length + a] = value;
    }
  }
}
