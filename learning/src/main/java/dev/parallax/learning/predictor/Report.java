package dev.parallax.learning.predictor;

import dev.parallax.learning.evaluation.ClassEvaluation;
import dev.parallax.learning.evaluation.NumberEvaluation;
import dev.parallax.learning.linear.LeastSquares;
import java.util.List;
import java.util.Map;

/**
 * How a predictor came about and how good it is.
 *
 * @param algorithm the one that was kept
 * @param rows with a target
 * @param trainRows learned from
 * @param testRows held out
 * @param dropped rows without a target
 * @param positives share of the positive class, null for numbers
 * @param numbers on the held-out rows, null for classes or where none were held out
 * @param classes likewise, null for numbers
 * @param candidates what cross-validation on the training rows says of each algorithm tried
 * @param baseline what predicting the mean for everybody comes to, on the same rows
 * @param beatsBaseline whether the kept one is better than that by more than chance
 * @param regression coefficients of a linear regression, null for others
 * @param importance mean size of each column's contribution, the largest first
 * @param unused columns that are passed over, and why
 * @param notes what whoever reads this should know
 */
public record Report(
    Task task,
    Algorithm algorithm,
    int rows,
    int trainRows,
    int testRows,
    int dropped,
    Double positives,
    NumberEvaluation numbers,
    ClassEvaluation classes,
    List<Candidate> candidates,
    Map<String, Double> baseline,
    boolean beatsBaseline,
    LeastSquares regression,
    Map<String, Double> importance,
    Map<String, String> unused,
    List<String> notes) {

  /**
   * An algorithm in cross-validation.
   *
   * @param folds of it
   * @param mean over folds, by metric
   * @param deviation between folds, by metric
   * @param failed why it could not be learned, null when it could
   */
  public record Candidate(
      Algorithm algorithm,
      int folds,
      Map<String, Double> mean,
      Map<String, Double> deviation,
      String failed) {}
}
