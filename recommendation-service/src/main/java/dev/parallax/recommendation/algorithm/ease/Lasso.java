package dev.parallax.recommendation.algorithm.ease;

/**
 * Least squares with a price on each weight's size, so that most are 0, by cyclic coordinate
 * descent with covariance updates (Friedman, Hastie and Tibshirani, Journal of Statistical Software
 * 33, 2010): a weight that stays where it is costs one comparison.
 */
final class Lasso {
  private static final double CLOSE_ENOUGH = 1e-5;
  private static final int MOST_ROUNDS = 1_000;

  private Lasso() {}

  /**
   * Minimises {@code b'Mb / 2 - r'b + sum of t|b|}.
   *
   * @param matrix M, symmetric, {@code right.length} a row, its diagonal 1
   * @param right r; becomes r - Mb
   * @param thresholds t
   * @param nonNegative whether no weight may speak against
   */
  static double[] solve(double[] matrix, double[] right, double[] thresholds, boolean nonNegative) {
    double[] weights = new double[right.length];
    double greatest = Double.POSITIVE_INFINITY;
    for (int round = 0; round < MOST_ROUNDS && greatest > CLOSE_ENOUGH; round++) {
      greatest = 0;
      for (int k = 0; k < weights.length; k++) {
        double weight = shrunk(right[k] + weights[k], thresholds[k], nonNegative);
        double change = weight - weights[k];
        if (change != 0) {
          subtract(right, change, matrix, k * right.length);
          weights[k] = weight;
          greatest = Math.max(greatest, Math.abs(change));
        }
      }
    }
    return weights;
  }

  private static double shrunk(double value, double threshold, boolean nonNegative) {
    if (value > threshold) {
      return value - threshold;
    }
    return nonNegative || value >= -threshold ? 0 : value + threshold;
  }

  private static void subtract(double[] from, double by, double[] matrix, int row) {
    for (int j = 0; j < from.length; j++) {
      from[j] -= by * matrix[row + j];
    }
  }
}
