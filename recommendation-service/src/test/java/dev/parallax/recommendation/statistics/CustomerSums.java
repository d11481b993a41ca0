package dev.parallax.recommendation.statistics;

/** Adds up what customers had and hit, one after the other. */
final class CustomerSums {
  private final double[] sums = new double[6];

  /**
   * @param n things the customer had, more than 0
   * @param x of them hit
   */
  void add(double n, double x) {
    sums[0]++;
    sums[1] += n;
    sums[2] += n * n;
    sums[3] += x;
    sums[4] += x * x;
    sums[5] += n * x;
  }

  Rate.Sums sums() {
    return new Rate.Sums(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]);
  }
}
