package dev.parallax.recommendation.algorithm.factor;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Options;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;
import dev.parallax.recommendation.algorithm.Weighing.Values;
import dev.parallax.recommendation.matrix.Workers;
import dev.parallax.recommendation.neighbour.SparseMatrix;

/**
 * Alternating least squares for what was done rather than rated (Hu, Koren and Volinsky, ICDM
 * 2008): vectors of users and items whose product is 1 where something was done and 0 elsewhere,
 * all of elsewhere counting, with confidence {@code 1 + alpha x value} where it was. Solved by
 * {@link ConjugateGradient}. Memory is {@code 4 x factors} bytes a user and an item while it
 * learns; afterwards only items keep theirs, and a history is folded in when it is scored.
 */
public final class AlsAlgorithm {
  private final int factors;
  private final int iterations;
  private final int steps;
  private final double lambda;
  private final double alpha;
  private final double power;
  private final Weighing weighing;

  private AlsAlgorithm(Options options) {
    factors = options.whole("factors", 1, 512, 64);
    iterations = options.whole("iterations", 1, 200, 15);
    lambda = options.number("lambda", 1e-6, 1e6, 20);
    alpha = options.number("alpha", 1e-3, 1e6, 10);
    power = options.number("frequencyPower", 0, 1, 0.5);
    steps = options.whole("conjugateGradientSteps", 1, 100, 3);
    weighing = Weighing.of(options, Values.LOG);
  }

  public static Algorithms.Method of(Options options) {
    return new AlsAlgorithm(options)::fit;
  }

  private Scorer fit(Interactions data, Effort effort) {
    SparseMatrix byUser = confidence(weighing.matrix(data));
    SparseMatrix byItem = byUser.transpose();
    Factors users = new Factors(byUser.rows(), factors);
    Factors items = Factors.random(byItem.rows(), factors, effort.seed());
    Ridge ofUsers = ridge(byUser);
    try (Workers workers = new Workers(effort.threads())) {
      Ridge ofItems = ridge(byItem);
      for (int i = 0; i < iterations; i++) {
        improve(byUser, users, items, ofUsers, workers);
        improve(byItem, items, users, ofItems, workers);
      }
      return new FoldIn(items, items.gram(workers), ofUsers, alpha, weighing);
    }
  }

  private void improve(
      SparseMatrix confidence, Factors own, Factors other, Ridge ridge, Workers workers) {
    float[] gram = other.gram(workers);
    workers.run(
        own.rows(), 32, () -> new ConjugateGradient(confidence, own, other, gram, ridge, steps));
  }

  /** What speaks against an item says nothing here. */
  private SparseMatrix confidence(SparseMatrix values) {
    return values.with((row, column, value) -> Math.max(0, alpha * value));
  }

  private Ridge ridge(SparseMatrix confidence) {
    double sum = 0;
    for (int p = 0; p < confidence.entries(); p++) {
      sum += confidence.value(p);
    }
    double mean = confidence.columns() + sum / Math.max(1, confidence.rows());
    return new Ridge(lambda, power, mean);
  }
}
