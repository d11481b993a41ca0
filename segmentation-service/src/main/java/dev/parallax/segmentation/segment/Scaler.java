package dev.parallax.segmentation.segment;

import dev.parallax.segmentation.clustering.Points;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.feature.FeatureTable;
import dev.parallax.segmentation.feature.FeatureVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Brings features to one measure: logarithm where the feature asks for it, then mean 0 and standard
 * deviation 1. An unknown value becomes 0, the mean. A feature that is the same for everyone tells
 * nothing and is left out.
 *
 * @param features in lexicographic order of their names, the order of the dimensions
 * @param means of the scaled values, per feature
 * @param deviations standard deviations of the scaled values, positive
 */
public record Scaler(List<Feature> features, List<Double> means, List<Double> deviations) {
  private static final double LEAST_DEVIATION = 1e-9;

  public Scaler {
    features = List.copyOf(features);
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    if (features.isEmpty()) {
      throw new IllegalArgumentException(
          "features must contain one that differs between customers");
    }
  }

  /**
   * @throws IllegalArgumentException when no feature differs between the rows
   */
  public static Scaler fit(FeatureTable table, List<Feature> wanted) {
    List<Feature> features = new ArrayList<>();
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (Feature feature : wanted.stream().distinct().sorted(BY_NAME).toList()) {
      double[] moments = moments(table, feature);
      if (moments[1] > LEAST_DEVIATION) {
        features.add(feature);
        means.add(moments[0]);
        deviations.add(moments[1]);
      }
    }
    return new Scaler(features, means, deviations);
  }

  private static final Comparator<Feature> BY_NAME = Comparator.comparing(Feature::wireName);

  /** Mean and standard deviation by Welford's method, which does not cancel. */
  private static double[] moments(FeatureTable table, Feature feature) {
    long known = 0;
    double mean = 0;
    double squares = 0;
    for (int row = 0; row < table.rows(); row++) {
      double value = table.get(row, feature);
      if (!Double.isNaN(value)) {
        double scaled = feature.scale().to(value);
        known++;
        double delta = scaled - mean;
        mean += delta / known;
        squares += delta * (scaled - mean);
      }
    }
    return new double[] {mean, known == 0 ? 0 : Math.sqrt(squares / known)};
  }

  public int dimensions() {
    return features.size();
  }

  /** Where a feature stands among the dimensions, -1 when it is not among them. */
  public int indexOf(Feature feature) {
    return features.indexOf(feature);
  }

  /** Standard deviations from the mean of one value; 0 where it is unknown. */
  public double scale(int dimension, double value) {
    return Double.isNaN(value)
        ? 0
        : (features.get(dimension).scale().to(value) - means.get(dimension))
            / deviations.get(dimension);
  }

  /** The value that lies so many standard deviations from the mean. */
  public double unscale(int dimension, double scaled) {
    return features
        .get(dimension)
        .scale()
        .from(means.get(dimension) + scaled * deviations.get(dimension));
  }

  public double[] apply(FeatureVector vector) {
    double[] point = new double[dimensions()];
    for (int d = 0; d < point.length; d++) {
      point[d] = scale(d, vector.get(features.get(d)));
    }
    return point;
  }

  public Points apply(FeatureTable table) {
    int dimensions = dimensions();
    double[] values = new double[table.rows() * dimensions];
    for (int d = 0; d < dimensions; d++) {
      for (int row = 0; row < table.rows(); row++) {
        values[row * dimensions + d] = scale(d, table.get(row, features.get(d)));
      }
    }
    return new Points(values, dimensions);
  }

  /** The names of the dimensions. */
  public String[] names() {
    return features.stream().map(Feature::wireName).toArray(String[]::new);
  }
}
