package dev.parallax.recommendation.experiment;

import dev.parallax.recommendation.offer.Variant;

/**
 * What one customer gets where something is being tried out.
 *
 * @param experiment what answers and exposures call it
 * @param arm the arm's name; {@link #INTERLEAVED} where the list is made of two
 * @param variant how the arm's lists are made
 * @param other the second arm of an interleaved list, null otherwise
 */
public record Treatment(String experiment, String arm, Variant variant, Second other) {
  public static final String INTERLEAVED = "interleaved";

  /**
   * @param first the name of the first arm
   * @param arm the name of the second
   */
  public record Second(String first, String arm, Variant variant) {}

  public boolean isInterleaved() {
    return other != null;
  }
}
