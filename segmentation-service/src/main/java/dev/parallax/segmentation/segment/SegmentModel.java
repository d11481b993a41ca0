package dev.parallax.segmentation.segment;

import dev.parallax.contracts.Reason;
import dev.parallax.segmentation.clustering.Centroids;
import dev.parallax.segmentation.feature.FeatureVector;
import java.util.List;

/**
 * A learned segmentation, ready to place customers.
 *
 * @param currency main currency of the money it learned from
 * @param centroids one per segment, in the order of {@code segments}
 * @param segments numbered 1 to k
 */
public record SegmentModel(
    Scaler scaler, String currency, Centroids centroids, List<Segment> segments) {
  public SegmentModel {
    segments = List.copyOf(segments);
    if (segments.size() != centroids.count()) {
      throw new IllegalArgumentException("segments must be as many as centroids");
    }
  }

  /** The segment of a customer with at least one purchase: the one of the nearest centroid. */
  public Placement place(FeatureVector vector) {
    double[] point = scaler.apply(vector);
    int[] order = centroids.byDistance(point);
    Segment nearest = segments.get(order[0]);
    if (order.length == 1) {
      return new Placement(nearest, List.of(Reasons.onlySegment()));
    }
    Pull.Pair pair = new Pull.Pair(centroids.centre(order[0]), centroids.centre(order[1]));
    return new Placement(
        nearest, Reasons.of(this, vector, Pull.all(point, pair), nearest, segments.get(order[1])));
  }

  /**
   * Where a customer belongs and why.
   *
   * @param reasons the features that pull most towards the segment and away from the second nearest
   */
  public record Placement(Segment segment, List<Reason> reasons) {}
}
