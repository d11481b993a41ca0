package dev.parallax.recommendation.algorithm.rating;

/**
 * Correlates one row of ratings with others, over the columns that both have: the products and
 * squares of what is above the baseline, summed pair by pair, and of {@code n} pairs {@code (n - 1)
 * / (n - 1 + shrinkage)} of the correlation, so that little is made of what few share (Herlocker et
 * al., SIGIR 1999; Koren, TKDD 2010). Used again after {@link #clear}.
 */
final class Correlation {
  private final double shrinkage;
  private final double[] products;
  private final double[] squares;
  private final double[] squaresOfOther;
  private final int[] common;
  private final int[] touched;
  private int count;

  /**
   * @param rows that there are
   */
  Correlation(int rows, double shrinkage) {
    this.shrinkage = shrinkage;
    this.products = new double[rows];
    this.squares = new double[rows];
    this.squaresOfOther = new double[rows];
    this.common = new int[rows];
    this.touched = new int[rows];
  }

  /** A pair in one column. */
  void add(double own, int other, double ofOther) {
    if (common[other]++ == 0) {
      touched[count++] = other;
    }
    products[other] += own * ofOther;
    squares[other] += own * own;
    squaresOfOther[other] += ofOther * ofOther;
  }

  /** Rows with any pair. */
  int size() {
    return count;
  }

  int row(int number) {
    return touched[number];
  }

  /** With a row, shrunk. */
  double with(int other) {
    double spread = Math.sqrt(squares[other] * squaresOfOther[other]);
    double pairs = common[other] - 1.0;
    return spread > 0 && pairs > 0 ? products[other] / spread * pairs / (pairs + shrinkage) : 0;
  }

  void clear() {
    for (int t = 0; t < count; t++) {
      int other = touched[t];
      products[other] = 0;
      squares[other] = 0;
      squaresOfOther[other] = 0;
      common[other] = 0;
    }
    count = 0;
  }
}
