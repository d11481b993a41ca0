package dev.parallax.segmentation.segment;

import dev.parallax.contracts.Phrase;
import java.util.List;
import java.util.Map;

/**
 * A group of customers as people see it.
 *
 * @param number from 1, the largest first; 0 is {@link #NO_PURCHASES}
 * @param size customers of the training snapshot in it
 * @param distinguishing what sets it apart, the strongest first
 * @param centroid the typical customer, by name of the feature
 */
public record Segment(
    int number,
    Phrase name,
    int size,
    List<Distinction> distinguishing,
    Map<String, Double> centroid) {

  /**
   * Customers who have bought nothing yet: there is nothing to compare them by, so no model places
   * them.
   */
  public static final int NO_PURCHASES = 0;

  private static final Phrase NO_PURCHASES_NAME = new Phrase("No purchases yet", "尚未购买");

  public Segment {
    distinguishing = List.copyOf(distinguishing);
    centroid = Map.copyOf(centroid);
  }

  public static Segment noPurchases(int size) {
    return new Segment(NO_PURCHASES, NO_PURCHASES_NAME, size, List.of(), Map.of());
  }

  /**
   * One feature of a segment against all customers.
   *
   * @param median of the segment, null where nobody in it has a value
   * @param overallMedian of all customers
   * @param zScore how many standard deviations the segment's mean is from that of all, on the scale
   *     that the model compares on
   */
  public record Distinction(
      String feature, Double median, Double overallMedian, double zScore, Phrase text) {}
}
