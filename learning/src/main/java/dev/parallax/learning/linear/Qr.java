package dev.parallax.learning.linear;

import java.util.Arrays;

/**
 * The QR factorisation of a matrix by Householder reflections (Golub and Van Loan, "Matrix
 * Computations", 4th ed., section 5.2), column by column from the left. A column that depends on
 * those before it is left out: what remains of it after their reflections is below {@link
 * #TOLERANCE} of its length, as R's {@code lm} decides. Normal equations were rejected: they square
 * the condition number.
 */
final class Qr {
  private static final double TOLERANCE = 1e-7;

  private final int rows;
  private final int[] kept;
  private final int rank;

  /** By kept column, {@code rows} each: R above the diagonal, reflection vectors from it down. */
  private final double[][] factors;

  private final double[] diagonal;

  private Qr(int rows, double[][] factors, double[] diagonal, int[] kept, int rank) {
    this.rows = rows;
    this.factors = factors;
    this.diagonal = diagonal;
    this.kept = kept;
    this.rank = rank;
  }

  /**
   * @param columns of the matrix; overwritten
   */
  static Qr of(double[][] columns, int rows) {
    int width = columns.length;
    double[][] factors = new double[width][];
    double[] diagonal = new double[width];
    int[] kept = new int[width];
    int rank = 0;
    for (int c = 0; c < width && rank < rows; c++) {
      double[] column = columns[c];
      double length = norm(column, 0);
      for (int k = 0; k < rank; k++) {
        reflect(factors[k], k, column);
      }
      double rest = norm(column, rank);
      if (rest <= TOLERANCE * length || rest == 0) {
        continue;
      }
      double alpha = column[rank] > 0 ? -rest : rest;
      diagonal[rank] = alpha;
      column[rank] -= alpha;
      double scale = norm(column, rank);
      for (int i = rank; i < rows; i++) {
        column[i] /= scale;
      }
      factors[rank] = column;
      kept[rank++] = c;
    }
    return new Qr(rows, factors, diagonal, Arrays.copyOf(kept, rank), rank);
  }

  int rank() {
    return rank;
  }

  /** The columns that do not depend on those before them, ascending. */
  int[] kept() {
    return kept.clone();
  }

  /**
   * Coefficients of the kept columns that come closest to {@code y}.
   *
   * @param y overwritten by its reflection; from the rank on it holds what no column explains
   */
  double[] solve(double[] y) {
    for (int k = 0; k < rank; k++) {
      reflect(factors[k], k, y);
    }
    double[] solution = Arrays.copyOf(y, rank);
    backSubstitute(solution, rank);
    return solution;
  }

  private void backSubstitute(double[] solution, int size) {
    for (int k = size - 1; k >= 0; k--) {
      solution[k] /= diagonal[k];
      for (int i = 0; i < k; i++) {
        solution[i] -= factors[k][i] * solution[k];
      }
    }
  }

  /**
   * The diagonal of the inverse of X'X: times the residual variance it is that of each coefficient.
   */
  double[] inverseGramDiagonal() {
    double[] sums = new double[rank];
    for (int c = 0; c < rank; c++) {
      double[] unit = new double[rank];
      unit[c] = 1;
      backSubstitute(unit, c + 1);
      for (int i = 0; i <= c; i++) {
        sums[i] += unit[i] * unit[i];
      }
    }
    return sums;
  }

  private static void reflect(double[] vector, int from, double[] column) {
    double product = 0;
    for (int i = from; i < column.length; i++) {
      product += vector[i] * column[i];
    }
    product *= 2;
    for (int i = from; i < column.length; i++) {
      column[i] -= product * vector[i];
    }
  }

  /** Without overflow or loss by scaling with the largest. */
  private static double norm(double[] column, int from) {
    double largest = 0;
    for (int i = from; i < column.length; i++) {
      largest = Math.max(largest, Math.abs(column[i]));
    }
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (int i = from; i < column.length; i++) {
      double part = column[i] / largest;
      sum += part * part;
    }
    return largest * Math.sqrt(sum);
  }

  int rows() {
    return rows;
  }
}
