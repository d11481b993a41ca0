package dev.parallax.learning.predictor;

import java.util.List;

/**
 * What is predicted of one row.
 *
 * @param value the number, null for classes
 * @param probability of the positive class, null for numbers
 * @param label the class that the threshold says, null for numbers
 * @param interval how far it can be trusted, null where there were too few rows to tell
 * @param explanation null where it was not asked for
 */
public record Prediction(
    Double value, Double probability, String label, Interval interval, Explanation explanation) {

  /**
   * For a number a conformal interval: the true one lies within it with the probability {@code
   * confidence}. For a probability the Wilson interval of the share of positives among the {@code
   * rows} training rows that were scored most alike.
   *
   * @param observed the share among those rows, null for numbers
   * @param rows null for numbers
   */
  public record Interval(
      double low, double high, double confidence, Double observed, Integer rows) {}

  /**
   * Why: {@code base} and the contributions add up to the score.
   *
   * @param unit what they are counted in: the target, log-odds or probability
   * @param contributions one for each column that is used, the largest first
   */
  public record Explanation(Link unit, double base, double score, List<Part> contributions) {}

  /**
   * What a column's value adds.
   *
   * @param value of the row, null where it is missing
   */
  public record Part(String column, Object value, double contribution) {}
}
