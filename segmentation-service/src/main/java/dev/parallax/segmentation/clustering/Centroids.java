package dev.parallax.segmentation.clustering;

import java.util.Arrays;

/**
 * The centres of clusters, and which of them a point belongs to: the nearest, the first of equals.
 */
public final class Centroids {
  private final double[][] centres;

  /**
   * @param centres one row per cluster; not copied
   */
  public Centroids(double[][] centres) {
    if (centres.length == 0) {
      throw new IllegalArgumentException("centres must not be empty");
    }
    this.centres = centres;
  }

  public int count() {
    return centres.length;
  }

  /** A copy of one centre. */
  public double[] centre(int cluster) {
    return centres[cluster].clone();
  }

  /** The centres in another order, or some of them. */
  public Centroids select(int[] clusters) {
    return new Centroids(Arrays.stream(clusters).mapToObj(this::centre).toArray(double[][]::new));
  }

  /** The cluster of every row. */
  public int[] assign(Points points) {
    int[] labels = new int[points.rows()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = nearest(points, row);
    }
    return labels;
  }

  private int nearest(Points points, int row) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centres.length; c++) {
      double distance = points.squaredDistance(row, centres[c]);
      if (distance < least) {
        least = distance;
        best = c;
      }
    }
    return best;
  }

  /** All clusters, the nearest first; equals in the order of their numbers. */
  public int[] byDistance(double[] point) {
    Points one = new Points(point, point.length);
    Integer[] order = new Integer[centres.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) ->
            Double.compare(one.squaredDistance(0, centres[a]), one.squaredDistance(0, centres[b])));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  /** Rows per cluster. */
  public static int[] sizes(int[] labels, int clusters) {
    int[] sizes = new int[clusters];
    for (int label : labels) {
      sizes[label]++;
    }
    return sizes;
  }

  /** The means of a partition; a cluster without rows gets the origin. */
  public static Centroids of(Points points, int[] labels, int clusters) {
    int[] sizes = sizes(labels, clusters);
    double[][] sums = new double[clusters][points.dimensions()];
    for (int row = 0; row < labels.length; row++) {
      for (int d = 0; d < points.dimensions(); d++) {
        sums[labels[row]][d] += points.get(row, d);
      }
    }
    for (int c = 0; c < clusters; c++) {
      for (int d = 0; d < points.dimensions() && sizes[c] > 0; d++) {
        sums[c][d] /= sizes[c];
      }
    }
    return new Centroids(sums);
  }
}
