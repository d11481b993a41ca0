package dev.parallax.segmentation.segment;

import dev.parallax.contracts.Phrase;
import dev.parallax.segmentation.clustering.Centroids;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.feature.FeatureTable;
import dev.parallax.segmentation.segment.Segment.Distinction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns clusters into segments that people can tell apart. */
final class Describer {
  /** Differences below this many standard deviations are not worth a line. */
  private static final double LEAST = 0.25;

  private final FeatureTable table;
  private final Scaler scaler;
  private final Centroids centroids;
  private final int[] labels;
  private final double[][] medians;

  Describer(FeatureTable table, Scaler scaler, Centroids centroids, int[] labels) {
    this.table = table;
    this.scaler = scaler;
    this.centroids = centroids;
    this.labels = labels;
    this.medians = new double[centroids.count() + 1][scaler.dimensions()];
    for (int c = 0; c <= centroids.count(); c++) {
      for (int d = 0; d < scaler.dimensions(); d++) {
        medians[c][d] = median(c, scaler.features().get(d));
      }
    }
  }

  /** One segment per cluster, in the order of the clusters. */
  List<Segment> describe() {
    int[] sizes = Centroids.sizes(labels, centroids.count());
    List<List<SegmentNamer.Trait>> traits = new ArrayList<>();
    for (int c = 0; c < centroids.count(); c++) {
      traits.add(traits(c));
    }
    List<Phrase> names = SegmentNamer.names(traits);
    List<Segment> segments = new ArrayList<>();
    for (int c = 0; c < centroids.count(); c++) {
      segments.add(
          new Segment(c + 1, names.get(c), sizes[c], distinctions(traits.get(c)), typical(c)));
    }
    return segments;
  }

  private List<SegmentNamer.Trait> traits(int cluster) {
    double[] centre = centroids.centre(cluster);
    List<SegmentNamer.Trait> traits = new ArrayList<>();
    for (int d = 0; d < scaler.dimensions(); d++) {
      traits.add(new SegmentNamer.Trait(scaler.features().get(d), centre[d], medians[cluster][d]));
    }
    return traits;
  }

  private List<Distinction> distinctions(List<SegmentNamer.Trait> traits) {
    List<SegmentNamer.Trait> sorted =
        traits.stream().sorted(Comparator.comparingDouble(t -> -Math.abs(t.z()))).toList();
    return sorted.stream()
        .filter(t -> Math.abs(t.z()) >= LEAST || t == sorted.getFirst())
        .map(this::distinction)
        .toList();
  }

  private Distinction distinction(SegmentNamer.Trait trait) {
    Feature feature = trait.feature();
    double overall = medians[centroids.count()][scaler.indexOf(feature)];
    return new Distinction(
        feature.wireName(),
        orNull(trait.median()),
        orNull(overall),
        trait.z(),
        text(feature, trait, overall));
  }

  private Phrase text(Feature feature, SegmentNamer.Trait trait, double overall) {
    String direction = trait.z() > 0 ? "above" : "below";
    String directionZh = trait.z() > 0 ? "高于" : "低于";
    String here = written(feature, trait.median());
    String all = written(feature, overall);
    return new Phrase(
        "%s %s average: typically %s, all customers %s"
            .formatted(feature.label().en(), direction, here, all),
        "%s%s平均：典型值 %s，全体客户 %s".formatted(feature.label().zh(), directionZh, here, all));
  }

  private String written(Feature feature, double value) {
    return Double.isNaN(value) ? "–" : Numbers.of(feature, value, table.currency());
  }

  private Map<String, Double> typical(int cluster) {
    double[] centre = centroids.centre(cluster);
    Map<String, Double> typical = new LinkedHashMap<>();
    for (int d = 0; d < scaler.dimensions(); d++) {
      typical.put(scaler.features().get(d).wireName(), scaler.unscale(d, centre[d]));
    }
    return typical;
  }

  /** Of one cluster, or of all rows when it is one past the last; NaN when nobody has a value. */
  private double median(int cluster, Feature feature) {
    double[] values = new double[labels.length];
    int count = 0;
    for (int row = 0; row < labels.length; row++) {
      double value = table.get(row, feature);
      boolean within = cluster == centroids.count() || labels[row] == cluster;
      if (within && !Double.isNaN(value)) {
        values[count++] = value;
      }
    }
    if (count == 0) {
      return Double.NaN;
    }
    Arrays.sort(values, 0, count);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
