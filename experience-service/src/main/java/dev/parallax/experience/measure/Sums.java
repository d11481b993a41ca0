package dev.parallax.experience.measure;

/**
 * Sums over customers, enough to know a share and how sure it is.
 *
 * @param total of the part, sum of x
 * @param squares sum of x²
 * @param cross sum of x·y, where y is the customer's whole
 */
public record Sums(double total, double squares, double cross) {
  public static final Sums NONE = new Sums(0, 0, 0);
}
