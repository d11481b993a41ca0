package dev.parallax.recommendation.algorithm.knn;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Options;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.neighbour.SparseMatrix;

/**
 * Users who like the same (Herlocker et al., SIGIR 1999): an item's score is the sum over the
 * {@code k} users most like the history of their similarity times what the item counts for them.
 * Nothing is computed ahead but the weights.
 */
public final class UserKnnAlgorithm {
  private static final int NEIGHBOURS = 200;

  private UserKnnAlgorithm() {}

  public static Algorithms.Method of(Options options) {
    KnnSettings settings = KnnSettings.of(options, NEIGHBOURS);
    return (data, effort) -> fit(settings, data);
  }

  private static Scorer fit(KnnSettings settings, Interactions data) {
    SparseMatrix preferences = settings.weighing().matrix(data);
    TermWeighting terms = TermWeighting.of(settings.terms(), preferences);
    SparseMatrix compared =
        settings.similarity().ofCounts()
            ? preferences.with((user, item, value) -> 1)
            : terms.weighted(preferences);
    return new UserNeighbours(settings, terms, preferences, compared);
  }
}
