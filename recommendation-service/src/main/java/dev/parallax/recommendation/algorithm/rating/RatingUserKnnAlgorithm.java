package dev.parallax.recommendation.algorithm.rating;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Options;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;
import dev.parallax.recommendation.neighbour.SparseMatrix;

/**
 * Neighbours among users for ratings (Resnick et al., CSCW 1994; Herlocker et al., SIGIR 1999): the
 * baseline, and the mean, weighted by similarity, of how far the {@code k} most similar of those
 * who rated the item are above theirs. Similarity is Pearson's correlation over what both rated,
 * shrunk by how little that is ({@link Correlation}), of what is above the {@link Baseline}: that
 * takes what all think of an item out of it, where the user's mean alone would leave it in.
 */
public final class RatingUserKnnAlgorithm {
  private final int k;
  private final double shrinkage;

  private RatingUserKnnAlgorithm(Options options) {
    k = options.whole("k", 1, 10_000, 40);
    shrinkage = options.number("shrinkage", 0, 1e9, 10);
  }

  public static Algorithms.Method of(Options options) {
    return new RatingUserKnnAlgorithm(options)::fit;
  }

  private Scorer fit(Interactions data, Effort effort) {
    SparseMatrix ratings = Weighing.RATINGS.matrix(data);
    Baseline baseline = Baseline.of(ratings);
    return new RatingUserNeighbours(baseline, baseline.above(ratings), k, shrinkage);
  }
}
