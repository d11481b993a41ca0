package dev.parallax.recommendation.algorithm.ease;

import dev.parallax.recommendation.algorithm.Options;
import java.util.Arrays;

/**
 * What keeps weights short: what is added to the diagonal of X'X, for each item by how often it
 * occurs.
 *
 * @param lambda of an item of mean frequency, in users
 * @param frequencyPower how much more an item that occurs more often is held to it: 0 not at all, 1
 *     in proportion, as {@code lambda_2} and {@code alpha} in Steck et al. (ADMM SLIM, WSDM 2020)
 * @param dropout the share of a history that is hidden while the rest has to tell all of it; in
 *     closed form {@code p / (1 - p)} times the diagonal (Steck, Autoencoders that don't overfit
 *     towards the Identity, NeurIPS 2020)
 */
record Penalty(double lambda, double frequencyPower, double dropout) {
  /**
   * @param lambda where none is set
   */
  static Penalty of(Options options, double lambda) {
    return new Penalty(
        options.number("lambda", 1e-3, 1e9, lambda),
        options.number("frequencyPower", 0, 1, 0),
        options.number("dropout", 0, 0.99, 0));
  }

  /**
   * What makes the diagonal 1 when rows and columns are multiplied by it.
   *
   * @param squares the diagonal of X'X
   */
  double[] scale(double[] squares) {
    double mean = Arrays.stream(squares).average().orElse(0);
    double[] scale = new double[squares.length];
    for (int item = 0; item < scale.length; item++) {
      double share = mean > 0 ? squares[item] / mean : 0;
      // An item that never occurs has no weights, and only needs a diagonal.
      double own = share > 0 ? lambda * Math.pow(share, frequencyPower) : lambda;
      scale[item] = 1 / Math.sqrt(squares[item] / (1 - dropout) + own);
    }
    return scale;
  }
}
