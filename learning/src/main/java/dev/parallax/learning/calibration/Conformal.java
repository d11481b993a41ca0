package dev.parallax.learning.calibration;

import java.util.Arrays;

/**
 * An interval around a predicted number that holds the true one with a given probability whatever
 * the errors are distributed like: the prediction, plus and minus a quantile of the errors on rows
 * that the model had not seen (Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random
 * World", 2005; Lei et al., "Distribution-Free Predictive Inference for Regression", 2018). The
 * errors are those of cross-validation (Vovk, "Cross-conformal predictors", 2015), so that no rows
 * are set aside; that makes it hold approximately, and evaluation says how often it did.
 *
 * @param confidence in (0, 1)
 * @param halfWidth of the interval
 */
public record Conformal(double confidence, double halfWidth) {
  /**
   * @param errors of rows that the model which predicted them was not fitted on
   * @return null where there are too few of them for this confidence
   */
  public static Conformal fit(double[] errors, double confidence) {
    double[] sorted = Arrays.stream(errors).map(Math::abs).sorted().toArray();
    int rank = (int) Math.ceil(confidence * (sorted.length + 1));
    return rank > sorted.length ? null : new Conformal(confidence, sorted[rank - 1]);
  }
}
