package dev.parallax.segmentation.clustering;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Points in row-major order in one array: neighbours in memory are read together. */
public final class Points {
  private final double[] values;
  private final int dimensions;

  /**
   * @param values {@code rows * dimensions} finite numbers; not copied
   */
  public Points(double[] values, int dimensions) {
    if (dimensions < 1 || values.length % dimensions != 0) {
      throw new IllegalArgumentException(
          "values must be whole rows of " + dimensions + " dimensions");
    }
    this.values = values;
    this.dimensions = dimensions;
  }

  public int rows() {
    return values.length / dimensions;
  }

  public int dimensions() {
    return dimensions;
  }

  public double get(int row, int dimension) {
    return values[row * dimensions + dimension];
  }

  /** A copy of one row. */
  public double[] row(int row) {
    return Arrays.copyOfRange(values, row * dimensions, (row + 1) * dimensions);
  }

  /** Squared Euclidean distance of two rows. */
  public double squaredDistance(int a, int b) {
    int i = a * dimensions;
    int j = b * dimensions;
    double sum = 0;
    for (int d = 0; d < dimensions; d++) {
      double difference = values[i + d] - values[j + d];
      sum += difference * difference;
    }
    return sum;
  }

  /** Squared Euclidean distance of a row to a point. */
  public double squaredDistance(int row, double[] point) {
    int i = row * dimensions;
    double sum = 0;
    for (int d = 0; d < dimensions; d++) {
      double difference = values[i + d] - point[d];
      sum += difference * difference;
    }
    return sum;
  }

  /** The rows named, in that order. */
  public Points select(int[] rows) {
    double[] selected = new double[rows.length * dimensions];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * dimensions, selected, i * dimensions, dimensions);
    }
    return new Points(selected, dimensions);
  }

  /** The mean of all rows. */
  public double[] mean() {
    double[] mean = new double[dimensions];
    for (int row = 0; row < rows(); row++) {
      for (int d = 0; d < dimensions; d++) {
        mean[d] += get(row, d);
      }
    }
    for (int d = 0; d < dimensions; d++) {
      mean[d] /= rows();
    }
    return mean;
  }

  /**
   * A sample without replacement in ascending order: all rows when there are not more than {@code
   * size} (selection sampling, Knuth vol. 2, algorithm S).
   */
  public static int[] sample(int rows, int size, long seed) {
    int wanted = Math.min(rows, size);
    int[] chosen = new int[wanted];
    SplittableRandom random = new SplittableRandom(seed);
    int count = 0;
    for (int row = 0; row < rows && count < wanted; row++) {
      if (random.nextInt(rows - row) < wanted - count) {
        chosen[count++] = row;
      }
    }
    return chosen;
  }
}
