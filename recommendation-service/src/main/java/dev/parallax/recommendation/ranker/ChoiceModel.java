package dev.parallax.recommendation.ranker;

/**
 * What customers' choices add to the blended score, which is multiplied by {@code exp(sum of
 * weights times the distance of features from their means)}: a conditional logit (McFadden 1974)
 * whose odds begin with the blended score, so that without evidence the order stays as it is.
 *
 * @param weights by {@link Feature}
 * @param means of the features among the items learned from: an item of these stays as it is
 */
public record ChoiceModel(double[] weights, double[] means) {
  /** No item gets more than e to this times as much, whatever its features are. */
  private static final double MOST = 7;

  public ChoiceModel {
    if (weights.length != Feature.COUNT || means.length != Feature.COUNT) {
      throw new IllegalArgumentException("weights and means must be of all features");
    }
  }

  /**
   * What the score is multiplied by, above 0.
   *
   * @param row by {@link Feature}
   */
  public double factor(float[] row) {
    return Math.exp(Math.clamp(sum(row, 0), -MOST, MOST));
  }

  /**
   * What each feature adds to a score, so that they sum up to the difference that {@link #factor}
   * makes. Of the exponential of a sum along the straight line from the means to the row, each gets
   * the part that its summand has in the sum (Aumann and Shapley 1974; integrated gradients:
   * Sundararajan, Taly and Yan, ICML 2017).
   *
   * @param score before it is multiplied
   */
  public double[] contributions(float[] row, double score) {
    double sum = sum(row, 0);
    double difference = score * (factor(row) - 1);
    double[] parts = new double[Feature.COUNT];
    if (sum != 0) {
      for (int f = 0; f < parts.length; f++) {
        parts[f] = difference * (weights[f] * (row[f] - means[f]) / sum);
      }
    }
    return parts;
  }

  /** Logarithm of the odds to be chosen, but for what is the same for the whole list. */
  double logOdds(float[] rows, int at) {
    return rows[at + Feature.SCORE.ordinal()] + Math.clamp(sum(rows, at), -MOST, MOST);
  }

  private double sum(float[] rows, int at) {
    double sum = 0;
    for (int f = 0; f < Feature.COUNT; f++) {
      sum += weights[f] * (rows[at + f] - means[f]);
    }
    return sum;
  }
}
