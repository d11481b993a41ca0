package dev.parallax.recommendation.algorithm.ease;

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
 * EASE (Steck, Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019): the weights between
 * items, none of an item to itself, that best tell what users have from what else they have, with
 * squared error and {@code lambda} times the squares of the weights. In closed form {@code B = I -
 * P diag(P)^-1} with {@code P = (X'X + lambda I)^-1}. How much each item is held to short weights
 * is said by {@link Penalty}, how much each user counts by {@link UserWeights}; both leave it in
 * closed form.
 *
 * <p>Above {@link #MOST_DENSE} items, or where it is asked for, {@link SparseEase}.
 */
public final class EaseAlgorithm {
  /** As it is asked for. */
  public static final String NAME = "ease";

  /** The setting that says whether every item may speak for every other one. */
  public static final String APPROXIMATION = "approximation";

  /** Its value where the number of items decides. */
  public static final String AUTO = "auto";

  /** Its value for few neighbours of each item. */
  public static final String SPARSE = "sparse";

  /** The dense matrix takes 1.6 GB then, and its inverse a minute and a half. */
  public static final int MOST_DENSE = 20_000;

  /** Whether every item may speak for every other one. */
  enum Approximation {
    /** Sparse above 20,000 items. */
    AUTO,
    DENSE,
    SPARSE
  }

  private final Penalty penalty;
  private final double userPower;
  private final Approximation approximation;
  private final int neighbours;
  private final Weighing weighing;

  private EaseAlgorithm(Options options) {
    penalty = Penalty.of(options, 250);
    userPower = options.number("userPower", 0, 2, 0);
    approximation = options.oneOf(APPROXIMATION, Approximation.class, Approximation.AUTO);
    neighbours = options.whole("neighbours", 1, 2_000, 200);
    weighing = Weighing.of(options, Values.BINARY);
  }

  public static Algorithms.Method of(Options options) {
    return new EaseAlgorithm(options)::fit;
  }

  /** Cosines that the sparse one keeps of each item to find so many weights. */
  public static int cosines(int neighbours) {
    return Math.max(SparseEase.KEPT, neighbours);
  }

  private Scorer fit(Interactions data, Effort effort) {
    SparseMatrix preferences = UserWeights.applied(weighing.matrix(data), userPower);
    boolean sparse =
        approximation == Approximation.SPARSE
            || approximation == Approximation.AUTO && data.items() > MOST_DENSE;
    try (Workers workers = new Workers(effort.threads())) {
      return sparse
          ? SparseEase.fit(preferences, penalty, neighbours, cosines(neighbours), weighing, workers)
          : DenseEase.fit(preferences, penalty, weighing, workers);
    }
  }
}
