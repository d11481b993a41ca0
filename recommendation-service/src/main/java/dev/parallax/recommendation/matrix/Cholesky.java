package dev.parallax.recommendation.matrix;

/** Small systems of equations with a positive definite matrix, in double precision. */
public final class Cholesky {
  private Cholesky() {}

  /**
   * Replaces a matrix by the factor U of {@code U'U}, on and above the diagonal, which is all that
   * is read.
   *
   * @param a {@code size} a row
   * @return whether the matrix is positive definite; if not, it is left half done
   */
  public static boolean factor(double[] a, int size) {
    for (int k = 0; k < size; k++) {
      int rowK = k * size;
      double pivot = a[rowK + k];
      if (!(pivot > 1e-12) || pivot == Double.POSITIVE_INFINITY) {
        return false;
      }
      double root = Math.sqrt(pivot);
      for (int j = k; j < size; j++) {
        a[rowK + j] /= root;
      }
      for (int i = k + 1; i < size; i++) {
        subtract(a, i * size, a[rowK + i], rowK, i, size);
      }
    }
    return true;
  }

  private static void subtract(double[] a, int row, double by, int rowK, int from, int to) {
    for (int j = from; j < to; j++) {
      a[row + j] -= by * a[rowK + j];
    }
  }

  /**
   * Solves for a right side, in its place.
   *
   * @param factor from {@link #factor}
   */
  public static void solve(double[] factor, double[] b, int size) {
    for (int k = 0; k < size; k++) {
      b[k] /= factor[k * size + k];
      for (int j = k + 1; j < size; j++) {
        b[j] -= factor[k * size + j] * b[k];
      }
    }
    for (int k = size - 1; k >= 0; k--) {
      double rest = b[k];
      for (int j = k + 1; j < size; j++) {
        rest -= factor[k * size + j] * b[j];
      }
      b[k] = rest / factor[k * size + k];
    }
  }
}
