package dev.parallax.experience.measure;

/**
 * How far two shares of different people are apart, with its interval by Newcombe's hybrid of the
 * intervals of both (Statistics in Medicine 17, 1998, p. 873, method 10). The plain one of a normal
 * difference was rejected: it claims to be sure where a share is 0 or 1.
 *
 * @param value the first less the second
 */
public record Difference(double value, double lower, double upper) {

  /**
   * @param one known, as {@code other}
   */
  public static Difference of(Share one, Share other) {
    double value = one.value() - other.value();
    return new Difference(
        value,
        value - Math.hypot(one.value() - one.lower(), other.upper() - other.value()),
        value + Math.hypot(one.upper() - one.value(), other.value() - other.lower()));
  }
}
