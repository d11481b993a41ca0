package dev.parallax.segmentation.segment;

import dev.parallax.segmentation.clustering.Baselines;
import dev.parallax.segmentation.clustering.KChoice;
import dev.parallax.segmentation.clustering.KMeans;
import dev.parallax.segmentation.clustering.Points;
import dev.parallax.segmentation.clustering.Quality;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.feature.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tribuo.clustering.kmeans.KMeansModel;

/**
 * Learns segments from a table of features. The same table, wish and seed give the same segments.
 */
public final class Learner {
  private static final String RANDOM = "random";
  private static final String SPEND_TIERS = "spendTiers";
  private static final int STARTS = 5;

  private final List<Feature> features;
  private final long seed;

  public Learner(List<Feature> features, long seed) {
    this.features = List.copyOf(features);
    this.seed = seed;
  }

  /**
   * What was learned and how good it is.
   *
   * @param model places customers
   * @param tribuo the clustering as Tribuo stores it
   * @param clusterOf for every segment the number of its cluster within Tribuo's model
   * @param constant features left out because they are the same for everyone
   * @param choice how k was found, empty when it was given
   * @param quality of the learned partition
   * @param baselines the same measures of partitions that take no learning
   */
  public record Learned(
      SegmentModel model,
      KMeansModel tribuo,
      List<Integer> clusterOf,
      List<Feature> constant,
      Optional<KChoice> choice,
      Quality quality,
      Map<String, Quality> baselines) {
    public Learned {
      clusterOf = List.copyOf(clusterOf);
      constant = List.copyOf(constant);
      baselines = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(baselines));
    }

    /**
     * Whether it is better than chance, and not worse than tiers of spend: where the tiers are the
     * best there is, they are what it finds.
     */
    public boolean isWorthIt() {
      Quality tiers = baselines.get(SPEND_TIERS);
      return quality.silhouette() > baselines.get(RANDOM).silhouette()
          && (tiers == null || quality.silhouette() >= tiers.silhouette());
    }
  }

  /**
   * @param k number of segments, empty to choose by silhouette
   * @throws IllegalArgumentException when there are too few customers, or all are alike
   */
  public Learned learn(FeatureTable table, Optional<Integer> k) {
    Scaler scaler = Scaler.fit(table, features);
    Points points = scaler.apply(table);
    KMeans kmeans = new KMeans(scaler.names(), STARTS, seed);
    KMeans.Source source =
        new KMeans.Source(
            "features of " + table.rows() + " customers, money in " + table.currency(),
            table.reference());
    Optional<KChoice> choice =
        k.isPresent() ? Optional.empty() : Optional.of(KChoice.of(points, kmeans, source, seed));
    KMeans.Fit fit = kmeans.fit(points, k.orElseGet(() -> choice.orElseThrow().k()), source);
    int clusters = fit.centroids().count();
    List<Segment> segments = new Describer(table, scaler, fit.centroids(), fit.labels()).describe();
    return new Learned(
        new SegmentModel(scaler, table.currency(), fit.centroids(), segments),
        fit.model(),
        Arrays.stream(fit.clusterOf()).boxed().toList(),
        features.stream().filter(f -> !scaler.features().contains(f)).toList(),
        choice,
        Quality.of(points, fit.labels(), clusters, seed),
        baselines(points, scaler, fit));
  }

  private Map<String, Quality> baselines(Points points, Scaler scaler, KMeans.Fit fit) {
    int clusters = fit.centroids().count();
    Map<String, int[]> partitions = new LinkedHashMap<>();
    partitions.put(RANDOM, Baselines.shuffled(fit.labels(), seed));
    int money = scaler.indexOf(Feature.MONETARY);
    if (money >= 0) {
      partitions.put(SPEND_TIERS, Baselines.tiers(points, money, clusters));
    }
    Map<String, Quality> qualities = new LinkedHashMap<>();
    new ArrayList<>(partitions.entrySet())
        .forEach(e -> qualities.put(e.getKey(), Quality.of(points, e.getValue(), clusters, seed)));
    return qualities;
  }
}
