package dev.parallax.recommendation.rule;

/**
 * Where the true value lies, at a level of confidence of 95 %.
 *
 * @param lower at most {@code upper}
 */
public record Interval(double lower, double upper) {
  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("lower must be at most upper");
    }
  }
}
