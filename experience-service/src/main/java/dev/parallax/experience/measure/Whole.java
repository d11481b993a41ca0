package dev.parallax.experience.measure;

/**
 * What the parts are shares of.
 *
 * @param total sum of y over customers
 * @param squares sum of y²
 * @param customers with y above zero
 */
public record Whole(double total, double squares, long customers) {
  public static final Whole NONE = new Whole(0, 0, 0);
}
