package dev.parallax.recommendation.algorithm.rating;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Options;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;
import dev.parallax.recommendation.matrix.Workers;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import java.util.SplittableRandom;

/**
 * Matrix factorisation with biases for ratings (Koren, Bell and Volinsky, Computer 42, 2009), by
 * alternating least squares with regularisation in proportion to the number of ratings (Zhou et
 * al., AAIM 2008): {@code mean + bias of user + bias of item + product of their vectors}. A side's
 * biases and vectors come from one exact solution together.
 */
public final class RatingAlsAlgorithm {
  private final int factors;
  private final int iterations;
  private final double lambda;

  private RatingAlsAlgorithm(Options options) {
    factors = options.whole("factors", 1, 256, 16);
    iterations = options.whole("iterations", 1, 200, 15);
    lambda = options.number("lambda", 1e-6, 1e3, 0.08);
  }

  public static Algorithms.Method of(Options options) {
    return new RatingAlsAlgorithm(options)::fit;
  }

  private Scorer fit(Interactions data, Effort effort) {
    SparseMatrix byUser = Weighing.RATINGS.matrix(data);
    SparseMatrix byItem = byUser.transpose();
    Baseline baseline = Baseline.of(byUser);
    RatingFactors users = new RatingFactors(byUser.rows(), factors);
    RatingFactors items = new RatingFactors(byItem.rows(), factors);
    SplittableRandom random = new SplittableRandom(effort.seed());
    for (int item = 0; item < byItem.rows(); item++) {
      items.set(item, 0, baseline.ofItems()[item]);
      for (int k = 1; k <= factors; k++) {
        items.set(item, k, random.nextGaussian() * 0.1);
      }
    }
    double mean = baseline.mean();
    try (Workers workers = new Workers(effort.threads())) {
      for (int i = 0; i < iterations; i++) {
        workers.run(users.rows(), 32, () -> users.solver(byUser, items, mean, lambda));
        workers.run(items.rows(), 32, () -> items.solver(byItem, users, mean, lambda));
      }
    }
    return new RatingFoldIn(items, mean, lambda);
  }
}
