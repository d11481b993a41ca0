package dev.parallax.fraud.feature;

/**
 * Count, sum and sum of squares of amounts.
 *
 * @param count how many
 */
record Totals(int count, double sum, double sumOfSquares) {
  static final Totals NONE = new Totals(0, 0, 0);

  /** 0 when there are none. */
  public double mean() {
    return count == 0 ? 0 : sum / count;
  }

  /** Of the population; 0 for fewer than two. */
  public double standardDeviation() {
    if (count < 2) {
      return 0;
    }
    double mean = mean();
    return Math.sqrt(Math.max(0, sumOfSquares / count - mean * mean));
  }
}
