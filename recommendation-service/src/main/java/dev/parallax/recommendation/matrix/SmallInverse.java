package dev.parallax.recommendation.matrix;

/** The inverse of a small matrix, in double precision. */
final class SmallInverse {
  private SmallInverse() {}

  /**
   * In place, by sweeping one row after the other.
   *
   * @param a symmetric and positive definite, {@code size} a row
   * @throws IllegalArgumentException when it is not positive definite
   */
  static void invert(double[] a, int size) {
    double[] row = new double[size];
    for (int k = 0; k < size; k++) {
      double pivot = a[k * size + k];
      if (!(pivot > 0) || pivot == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "the matrix must be positive definite: more regularisation is needed");
      }
      for (int j = 0; j < size; j++) {
        row[j] = a[k * size + j] / pivot;
      }
      for (int i = 0; i < size; i++) {
        if (i != k) {
          subtract(a, i * size, a[i * size + k], row);
          a[i * size + k] = row[i];
        }
      }
      for (int j = 0; j < size; j++) {
        a[k * size + j] = row[j];
      }
      a[k * size + k] = -1 / pivot;
    }
    for (int i = 0; i < a.length; i++) {
      a[i] = -a[i];
    }
  }

  private static void subtract(double[] a, int at, double by, double[] row) {
    for (int j = 0; j < row.length; j++) {
      a[at + j] -= by * row[j];
    }
  }
}
