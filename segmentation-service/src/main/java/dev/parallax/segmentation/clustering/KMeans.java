package dev.parallax.segmentation.clustering;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.la.DenseVector;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Tribuo's K-means with k-means++ seeding (Arthur and Vassilvitskii 2007), the best of several
 * starts by inertia. One thread: with more, Tribuo's sums depend on scheduling and a run cannot be
 * repeated. Large sets are fitted on a seeded sample; the centres of 50,000 points are as good and
 * cost a quarter of the time and memory of 200,000.
 */
public final class KMeans {
  static final int LARGEST_FIT = 50_000;
  private static final int ITERATIONS = 100;

  private final String[] names;
  private final int starts;
  private final long seed;

  /**
   * @param names of the dimensions, as they shall stand in the stored model
   * @param starts how often to begin anew from other seeds
   */
  public KMeans(String[] names, int starts, long seed) {
    this.names = names.clone();
    Arrays.sort(this.names);
    if (!Arrays.equals(this.names, names)) {
      throw new IllegalArgumentException("names must be in lexicographic order, as Tribuo's are");
    }
    this.starts = starts;
    this.seed = seed;
  }

  /**
   * @param model Tribuo's model with its provenance
   * @param centroids its centres without those that no point is nearest to: Tribuo leaves an
   *     emptied cluster where it was, and a segment of nobody is none
   * @param clusterOf for every centre its number within the model
   * @param labels centre per row
   */
  public record Fit(
      KMeansModel model, Centroids centroids, int[] clusterOf, int[] labels, double inertia) {}

  /**
   * @param source what the points are, for the provenance
   * @throws IllegalArgumentException when there are fewer points than clusters
   */
  public Fit fit(Points points, int k, Source source) {
    if (points.rows() < k) {
      throw new IllegalArgumentException(
          "k must be at most the number of points, " + points.rows());
    }
    Points sample = points.select(Points.sample(points.rows(), LARGEST_FIT, seed));
    MutableDataset<ClusterID> data = dataset(sample, source);
    Fit best = null;
    for (int start = 0; start < starts; start++) {
      Fit fit = once(data, points, k, seed + 7919L * start);
      if (best == null || isBetter(fit, best)) {
        best = fit;
      }
    }
    return Objects.requireNonNull(best);
  }

  /** What is learned from. */
  public record Source(String description, java.time.Instant until) {}

  private static boolean isBetter(Fit fit, Fit best) {
    int clusters = fit.centroids().count();
    int most = best.centroids().count();
    return clusters > most || (clusters == most && fit.inertia() < best.inertia());
  }

  private static Fit once(MutableDataset<ClusterID> data, Points points, int k, long seed) {
    KMeansTrainer trainer =
        new KMeansTrainer(
            k,
            ITERATIONS,
            DistanceType.L2.getDistance(),
            KMeansTrainer.Initialisation.PLUSPLUS,
            1,
            seed);
    KMeansModel model = trainer.train(data, Map.<String, Provenance>of());
    Centroids all = centres(model);
    int[] sizes = Centroids.sizes(all.assign(points), k);
    int[] kept =
        java.util.stream.IntStream.range(0, k)
            .filter(c -> sizes[c] > 0)
            .boxed()
            .sorted((a, b) -> Integer.compare(sizes[b], sizes[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    Centroids centroids = all.select(kept);
    int[] labels = centroids.assign(points);
    double inertia = 0;
    for (int row = 0; row < labels.length; row++) {
      inertia += points.squaredDistance(row, centroids.centre(labels[row]));
    }
    return new Fit(model, centroids, kept, labels, inertia);
  }

  /** The centres of a stored model in the order of a {@link Fit}. */
  public static Centroids centroids(KMeansModel model, int[] clusterOf) {
    return centres(model).select(clusterOf);
  }

  /** The centres of a model, dimensions in the lexicographic order that Tribuo gives names. */
  private static Centroids centres(KMeansModel model) {
    return new Centroids(
        Arrays.stream(model.getCentroidVectors())
            .map(DenseVector::toArray)
            .toArray(double[][]::new));
  }

  private MutableDataset<ClusterID> dataset(Points points, Source source) {
    ClusteringFactory factory = new ClusteringFactory();
    MutableDataset<ClusterID> data =
        new MutableDataset<>(
            new SimpleDataSourceProvenance(
                source.description(),
                OffsetDateTime.ofInstant(source.until(), ZoneOffset.UTC),
                factory),
            factory);
    for (int row = 0; row < points.rows(); row++) {
      data.add(new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, points.row(row)));
    }
    return data;
  }
}
