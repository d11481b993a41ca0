package dev.parallax.recommendation.algorithm.rating;

import dev.parallax.recommendation.matrix.Cholesky;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** A bias and a vector for each of many rows. */
final class RatingFactors {
  /** So many ratings' worth of doubt in a bias. */
  private static final double BIAS_DAMPING = 5;

  private final int rows;
  private final int width;
  private final float[] values;

  RatingFactors(int rows, int factors) {
    this.rows = rows;
    this.width = factors + 1;
    this.values = new float[Math.multiplyExact(rows, width)];
  }

  int rows() {
    return rows;
  }

  int width() {
    return width;
  }

  /**
   * @param k 0 for the bias, from 1 for the vector
   */
  void set(int row, int k, double value) {
    values[row * width + k] = (float) value;
  }

  float get(int row, int k) {
    return values[row * width + k];
  }

  /** Solves for rows from their ratings, the others' side being held fixed. */
  IntConsumer solver(SparseMatrix ratings, RatingFactors others, double mean, double lambda) {
    Equations equations = new Equations(others, mean, lambda);
    return row -> {
      equations.clear();
      for (int p = ratings.from(row); p < ratings.to(row); p++) {
        equations.add(ratings.column(p), ratings.value(p));
      }
      double[] solved = equations.solve();
      for (int k = 0; k < width; k++) {
        set(row, k, solved[k]);
      }
    };
  }

  /** The equations of one row: its bias and vector from ratings, used again for the next. */
  static final class Equations {
    private final RatingFactors others;
    private final double mean;
    private final double lambda;
    private final int width;
    private final double[] matrix;
    private final double[] right;
    private final double[] features;
    private int ratings;

    Equations(RatingFactors others, double mean, double lambda) {
      this.others = others;
      this.mean = mean;
      this.lambda = lambda;
      this.width = others.width();
      this.matrix = new double[width * width];
      this.right = new double[width];
      this.features = new double[width];
    }

    void clear() {
      Arrays.fill(matrix, 0);
      Arrays.fill(right, 0);
      ratings = 0;
    }

    void add(int other, double rating) {
      ratings++;
      features[0] = 1;
      for (int k = 1; k < width; k++) {
        features[k] = others.get(other, k);
      }
      double target = rating - mean - others.get(other, 0);
      for (int k = 0; k < width; k++) {
        double by = features[k];
        right[k] += by * target;
        for (int l = k; l < width; l++) {
          matrix[k * width + l] += by * features[l];
        }
      }
    }

    /** The bias, then the vector; all 0 without ratings. */
    double[] solve() {
      if (ratings == 0) {
        return right;
      }
      matrix[0] += BIAS_DAMPING;
      for (int k = 1; k < width; k++) {
        matrix[k * width + k] += lambda * ratings;
      }
      if (!Cholesky.factor(matrix, width)) {
        throw new IllegalArgumentException("settings.lambda must be greater for these ratings");
      }
      Cholesky.solve(matrix, right, width);
      return right;
    }
  }
}
