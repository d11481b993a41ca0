package dev.parallax.recommendation.algorithm.knn;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.ItemWeights;
import dev.parallax.recommendation.algorithm.Options;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.neighbour.ItemKnn;

/**
 * Items that the same users like: see {@link ItemKnn}.
 *
 * @param k neighbours of each item that are kept
 */
public record ItemKnnAlgorithm(int k, double shrinkage) implements Algorithms.Method {

  public static ItemKnnAlgorithm of(Options options) {
    return new ItemKnnAlgorithm(
        options.whole("k", 1, 100_000, 200), options.number("shrinkage", 0, 1e9, 10));
  }

  @Override
  public Scorer fit(Interactions data, Effort effort) {
    // Row i holds the items that speak for i, transposed to what i speaks for.
    return new ItemWeights(
        ItemKnn.fit(data.usersByItems(), k, shrinkage, effort.threads()).transpose());
  }
}
