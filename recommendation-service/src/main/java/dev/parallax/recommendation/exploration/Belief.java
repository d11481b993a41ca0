package dev.parallax.recommendation.exploration;

/**
 * What is believed of the probability that a thing is clicked where it is looked at: a Beta
 * distribution, which stays one with each observation.
 *
 * @param clicked successes that were seen or are assumed, above 0
 * @param ignored the same of failures
 */
public record Belief(double clicked, double ignored) {
  public Belief {
    if (!(clicked > 0 && clicked < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("clicked must be above 0");
    }
    if (!(ignored > 0 && ignored < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("ignored must be above 0");
    }
  }

  /**
   * Before and after some observations.
   *
   * @param expected the probability that is assumed of a thing nobody has seen, in (0, 1)
   * @param strength how many observations that is worth, above 0
   * @param clicks of those who looked
   * @param looks people who looked; may be a sum of probabilities that they did
   */
  public static Belief of(double expected, double strength, double clicks, double looks) {
    return new Belief(
        expected * strength + clicks, (1 - expected) * strength + Math.max(0, looks - clicks));
  }

  /** The probability to bet on. */
  public double mean() {
    return clicked / (clicked + ignored);
  }
}
