package dev.parallax.segmentation.clustering;

import java.util.SplittableRandom;

/** Points whose groups are known. */
final class Shapes {
  private Shapes() {}

  /** Round heaps of equal size around the centres; the row's group is {@code row % centres}. */
  static Points heaps(int rows, double[][] centres, double spread, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int dimensions = centres[0].length;
    double[] values = new double[rows * dimensions];
    for (int row = 0; row < rows; row++) {
      for (int d = 0; d < dimensions; d++) {
        values[row * dimensions + d] =
            centres[row % centres.length][d] + spread * random.nextGaussian();
      }
    }
    return new Points(values, dimensions);
  }

  static final double[][] THREE = {{0, 0}, {10, 0}, {0, 10}};
}
