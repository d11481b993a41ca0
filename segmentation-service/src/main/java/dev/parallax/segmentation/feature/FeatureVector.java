package dev.parallax.segmentation.feature;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The features of one customer; NaN where a value is unknown. */
public final class FeatureVector {
  private final double[] values;

  private FeatureVector(double[] values) {
    this.values = values;
  }

  /** Features that are not in the map are unknown. */
  public static FeatureVector of(Map<Feature, Double> known) {
    double[] values = new double[Feature.values().length];
    java.util.Arrays.fill(values, Double.NaN);
    new EnumMap<>(known).forEach((feature, value) -> values[feature.ordinal()] = value);
    return new FeatureVector(values);
  }

  /** The value, NaN where it is unknown. */
  public double get(Feature feature) {
    return values[feature.ordinal()];
  }

  /** By name, the unknown ones left out: the form for JSON. */
  public Map<String, Double> known() {
    Map<String, Double> known = new LinkedHashMap<>();
    for (Feature feature : Feature.values()) {
      double value = get(feature);
      if (!Double.isNaN(value)) {
        known.put(feature.wireName(), value);
      }
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureVector that && java.util.Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return java.util.Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return known().toString();
  }
}
