package dev.parallax.learning.predictor;

/**
 * What is to be learned, and how.
 *
 * @param target the column that is predicted
 * @param task null to tell it by the target
 * @param positive the class whose probability is predicted, null to choose one
 * @param seed of everything random
 * @param testShare of rows held out to measure the model, in [0, 0.9]
 * @param folds of cross-validation among the others, 2 to 20
 * @param confidence of intervals, in [0.5, 0.99]
 * @param threshold from which on a probability counts as a yes, in (0, 1)
 * @param log whether skewed counts are logged; null for what suits the algorithm
 * @param clip whether outliers are clipped; null likewise
 */
public record Plan(
    String target,
    Task task,
    Algorithm algorithm,
    String positive,
    long seed,
    double testShare,
    int folds,
    double confidence,
    double threshold,
    Boolean log,
    Boolean clip) {
  public Plan {
    if (target == null || target.isBlank()) {
      throw new IllegalArgumentException("target must name a column");
    }
    if (algorithm == null) {
      throw new IllegalArgumentException("algorithm must be named");
    }
    if (task != null && !algorithm.does(task)) {
      throw new IllegalArgumentException(
          "algorithm " + algorithm.wireName() + " does no " + task.wireName());
    }
    if (!(testShare >= 0 && testShare <= 0.9)) {
      throw new IllegalArgumentException("testShare must be between 0 and 0.9");
    }
    if (folds < 2 || folds > 20) {
      throw new IllegalArgumentException("folds must be between 2 and 20");
    }
    if (!(confidence >= 0.5 && confidence <= 0.99)) {
      throw new IllegalArgumentException("confidence must be between 0.5 and 0.99");
    }
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold must be between 0 and 1");
    }
  }

  /** What is taken where nothing is said. */
  public static Plan of(String target, Task task, Algorithm algorithm, long seed) {
    return new Plan(target, task, algorithm, null, seed, 0.2, 5, 0.9, 0.5, null, null);
  }

  public Plan withTestShare(double share) {
    return new Plan(
        target, task, algorithm, positive, seed, share, folds, confidence, threshold, log, clip);
  }
}
