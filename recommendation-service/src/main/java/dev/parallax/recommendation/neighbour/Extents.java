package dev.parallax.recommendation.neighbour;

/** Of each row of a matrix the sum over its entries and over their squares. */
public final class Extents {
  private final int entries;
  private final double[] sums;
  private final double[] squares;

  private Extents(int entries, double[] sums, double[] squares) {
    this.entries = entries;
    this.sums = sums;
    this.squares = squares;
  }

  public static Extents of(SparseMatrix matrix) {
    double[] sums = new double[matrix.rows()];
    double[] squares = new double[matrix.rows()];
    for (int row = 0; row < sums.length; row++) {
      for (int p = matrix.from(row); p < matrix.to(row); p++) {
        sums[row] += matrix.value(p);
        squares[row] += (double) matrix.value(p) * matrix.value(p);
      }
    }
    return new Extents(matrix.columns(), sums, squares);
  }

  /** Of a single row of so many entries, zeros included. */
  public static Extents of(int entries, float[] values) {
    double sum = 0;
    double square = 0;
    for (float value : values) {
      sum += value;
      square += (double) value * value;
    }
    return new Extents(entries, new double[] {sum}, new double[] {square});
  }

  double sum(int row) {
    return sums[row];
  }

  double squares(int row) {
    return squares[row];
  }

  double mean(int row) {
    return sums[row] / entries;
  }

  /** The sum of squared distances to the mean, of all entries. */
  double spread(int row) {
    return Math.max(0, squares[row] - sums[row] * mean(row));
  }
}
