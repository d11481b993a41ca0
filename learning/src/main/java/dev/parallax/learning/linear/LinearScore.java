package dev.parallax.learning.linear;

/**
 * A weighted sum of inputs.
 *
 * @param weights by input
 * @param intercept the sum of a row of zeros
 * @param means of the inputs among training rows: what contributions are counted from
 */
public record LinearScore(double[] weights, double intercept, double[] means) {
  public LinearScore {
    if (weights.length != means.length) {
      throw new IllegalArgumentException("weights and means must be of the same inputs");
    }
  }

  /**
   * @param at where the row begins in {@code inputs}
   */
  public double score(double[] inputs, int at) {
    double sum = intercept;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * inputs[at + i];
    }
    return sum;
  }

  /** The score of a row that has the mean of each input. */
  public double base() {
    return score(means, 0);
  }

  /**
   * What each input adds to {@link #base}: its weight times its distance from the mean. Exact, and
   * the Shapley value where inputs are independent (Lundberg and Lee, "A Unified Approach to
   * Interpreting Model Predictions", 2017, corollary 1).
   */
  public double[] contributions(double[] inputs, int at) {
    double[] parts = new double[weights.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = weights[i] * (inputs[at + i] - means[i]);
    }
    return parts;
  }
}
