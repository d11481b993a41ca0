package dev.parallax.segmentation.clustering;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How good a partition is.
 *
 * @param silhouette in [-1, 1], more is better
 * @param inertia sum of squared distances to the centres, less is better; only comparable for the
 *     same points
 * @param explained share of the total sum of squares that lies between clusters, in [0, 1]
 * @param calinskiHarabasz ratio of the variance between clusters to that within (Caliński and
 *     Harabasz 1974, doi:10.1080/03610927408827101), more is better; 0 for a single cluster
 * @param daviesBouldin mean likeness of a cluster to the one most like it (Davies and Bouldin 1979,
 *     doi:10.1109/TPAMI.1979.4766909), less is better; 0 for a single cluster
 */
public record Quality(
    double silhouette,
    double inertia,
    double explained,
    double calinskiHarabasz,
    double daviesBouldin) {
  /** The measure of the silhouette is sampled at this many points. */
  public static final int SILHOUETTE_SAMPLE = 3000;

  /** Measures a partition against the means of its own clusters. */
  public static Quality of(Points points, int[] labels, int clusters, long seed) {
    Centroids centroids = Centroids.of(points, labels, clusters);
    double within = 0;
    double total = 0;
    double[] mean = points.mean();
    for (int row = 0; row < labels.length; row++) {
      within += points.squaredDistance(row, centroids.centre(labels[row]));
      total += points.squaredDistance(row, mean);
    }
    return new Quality(
        Silhouette.sampled(points, labels, clusters, SILHOUETTE_SAMPLE, seed),
        within,
        total == 0 ? 0 : 1 - within / total,
        calinskiHarabasz(within, total, points.rows(), clusters),
        daviesBouldin(points, labels, centroids));
  }

  private static double calinskiHarabasz(double within, double total, int rows, int clusters) {
    if (clusters < 2 || rows <= clusters || within == 0) {
      return 0;
    }
    return ((total - within) / (clusters - 1)) / (within / (rows - clusters));
  }

  private static double daviesBouldin(Points points, int[] labels, Centroids centroids) {
    int clusters = centroids.count();
    int[] sizes = Centroids.sizes(labels, clusters);
    double[] spread = new double[clusters];
    for (int row = 0; row < labels.length; row++) {
      int own = labels[row];
      spread[own] += Math.sqrt(points.squaredDistance(row, centroids.centre(own))) / sizes[own];
    }
    double sum = 0;
    for (int a = 0; a < clusters; a++) {
      double worst = 0;
      for (int b = 0; b < clusters; b++) {
        double apart =
            Math.sqrt(
                new Points(centroids.centre(a), points.dimensions())
                    .squaredDistance(0, centroids.centre(b)));
        if (a != b && apart > 0) {
          worst = Math.max(worst, (spread[a] + spread[b]) / apart);
        }
      }
      sum += worst;
    }
    return sum / clusters;
  }

  /** For cards and answers. */
  public Map<String, Double> asMap() {
    Map<String, Double> map = new LinkedHashMap<>();
    map.put("silhouette", silhouette);
    map.put("inertia", inertia);
    map.put("explained", explained);
    map.put("calinskiHarabasz", calinskiHarabasz);
    map.put("daviesBouldin", daviesBouldin);
    return map;
  }
}
