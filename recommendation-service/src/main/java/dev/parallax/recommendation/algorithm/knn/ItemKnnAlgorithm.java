package dev.parallax.recommendation.algorithm.knn;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.ItemWeights;
import dev.parallax.recommendation.algorithm.Options;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.neighbour.ItemKnn;
import dev.parallax.recommendation.neighbour.SparseMatrix;

/**
 * Items that the same users like: see {@link ItemKnn}. An item's score is the sum of its similarity
 * to those items of the history that are among its neighbours.
 *
 * <p>With {@code similarity} jaccard, all neighbours and a {@code historyHalfLifeDays} it is what
 * Microsoft's Simple Algorithm for Recommendation (SAR) does.
 */
public final class ItemKnnAlgorithm {
  private static final int NEIGHBOURS = 200;

  private ItemKnnAlgorithm() {}

  public static Algorithms.Method of(Options options) {
    KnnSettings settings = KnnSettings.of(options, NEIGHBOURS);
    return (data, effort) -> fit(settings, data, effort);
  }

  private static Scorer fit(KnnSettings settings, Interactions data, Effort effort) {
    SparseMatrix preferences = settings.weighing().matrix(data);
    SparseMatrix compared =
        settings.similarity().ofCounts()
            ? preferences.with((user, item, value) -> 1)
            : weighted(settings, preferences);
    // A row holds the items that speak for its item; transposed, those that its item speaks for.
    SparseMatrix similar =
        ItemKnn.fit(compared, settings.k(), settings.similarity(), effort.threads()).transpose();
    return new ItemWeights(similar, settings.weighing());
  }

  /** An item is a document, and its users are the words: those who take everything say little. */
  private static SparseMatrix weighted(KnnSettings settings, SparseMatrix preferences) {
    if (settings.terms().kind() == TermWeighting.Kind.NONE) {
      return preferences;
    }
    SparseMatrix byItem = preferences.transpose();
    return TermWeighting.of(settings.terms(), byItem).weighted(byItem).transpose();
  }
}
