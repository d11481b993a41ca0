package dev.parallax.segmentation.clustering;

/**
 * The silhouette of a partition (Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7): for every point
 * {@code (b - a) / max(a, b)}, where {@code a} is its mean Euclidean distance to the others of its
 * cluster and {@code b} the least mean distance to another cluster; 0 for a point alone in its
 * cluster. Tribuo has none. Exact over the points given, so quadratic in time and linear in memory:
 * large sets are sampled first, not approximated by centroids, which would be another measure.
 */
final class Silhouette {
  private Silhouette() {}

  /** The mean over all points, in [-1, 1]; 0 when fewer than two clusters have points. */
  public static double mean(Points points, int[] labels, int clusters) {
    double sum = 0;
    for (double width : widths(points, labels, clusters)) {
      sum += width;
    }
    return labels.length == 0 ? 0 : sum / labels.length;
  }

  /** The mean over a sample of at most {@code size} points, measured within the sample. */
  public static double sampled(Points points, int[] labels, int clusters, int size, long seed) {
    int[] rows = Points.sample(points.rows(), size, seed);
    int[] chosen = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = labels[rows[i]];
    }
    return mean(points.select(rows), chosen, clusters);
  }

  /** The silhouette of each point. */
  public static double[] widths(Points points, int[] labels, int clusters) {
    int[] sizes = Centroids.sizes(labels, clusters);
    int n = labels.length;
    double[] widths = new double[n];
    double[] sums = new double[clusters];
    for (int i = 0; i < n; i++) {
      java.util.Arrays.fill(sums, 0);
      for (int j = 0; j < n; j++) {
        sums[labels[j]] += Math.sqrt(points.squaredDistance(i, j));
      }
      widths[i] = width(sums, sizes, labels[i]);
    }
    return widths;
  }

  private static double width(double[] sums, int[] sizes, int own) {
    if (sizes[own] < 2) {
      return 0;
    }
    double within = sums[own] / (sizes[own] - 1);
    double between = Double.POSITIVE_INFINITY;
    for (int c = 0; c < sums.length; c++) {
      if (c != own && sizes[c] > 0) {
        between = Math.min(between, sums[c] / sizes[c]);
      }
    }
    double larger = Math.max(within, between);
    return Double.isInfinite(between) || larger == 0 ? 0 : (between - within) / larger;
  }
}
