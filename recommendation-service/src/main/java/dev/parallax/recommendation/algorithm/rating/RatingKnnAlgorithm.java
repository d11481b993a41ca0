package dev.parallax.recommendation.algorithm.rating;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Options;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;
import dev.parallax.recommendation.matrix.Workers;
import dev.parallax.recommendation.neighbour.RowsBuilder;
import dev.parallax.recommendation.neighbour.SparseMatrix;

/**
 * Neighbours of items for ratings (Koren, Factor in the Neighbors, TKDD 2010, section 2.2): the
 * baseline, and the mean, weighted by similarity, of how far somebody's ratings of the {@code k}
 * most similar items are above it. Similarity is the correlation of what is above the baseline
 * among those who rated both, shrunk by how few they are: {@link Correlations}.
 */
public final class RatingKnnAlgorithm {
  private final int k;
  private final int kept;
  private final double shrinkage;

  private RatingKnnAlgorithm(Options options) {
    k = options.whole("k", 1, 10_000, 40);
    kept = options.whole("kept", 1, 100_000, 1_000);
    shrinkage = options.number("shrinkage", 0, 1e9, 100);
  }

  public static Algorithms.Method of(Options options) {
    return new RatingKnnAlgorithm(options)::fit;
  }

  private Scorer fit(Interactions data, Effort effort) {
    SparseMatrix ratings = Weighing.RATINGS.matrix(data);
    Baseline baseline = Baseline.of(ratings);
    SparseMatrix above = baseline.above(ratings);
    RowsBuilder rows = new RowsBuilder(data.items(), data.items());
    int most = Math.min(kept, data.items());
    try (Workers workers = new Workers(effort.threads())) {
      SparseMatrix byItem = above.transpose();
      workers.run(data.items(), 32, () -> new Correlations(above, byItem, shrinkage, most, rows));
    }
    return new RatingNeighbours(baseline, rows.build(), k);
  }
}
