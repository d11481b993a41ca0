package dev.parallax.recommendation.benchmark;

import dev.parallax.recommendation.evaluation.Contestant;
import dev.parallax.recommendation.evaluation.Plan;
import dev.parallax.recommendation.evaluation.data.Preparation;
import dev.parallax.recommendation.evaluation.data.Split;
import dev.parallax.recommendation.upload.Columns;
import java.util.List;

/**
 * How an uploaded file is to be evaluated on, as it is kept and told.
 *
 * @param split time, leave-last-out, random
 * @param shares of training, validation (may be left out), test; none of leave-last-out
 * @param k the cut-off
 * @param algorithms that take part; empty for all
 * @param minRating lower ratings are left out; null for none
 * @param core fewest interactions of each user and item
 * @param values implicit: each interaction counts 1; rating: its rating
 * @param tune whether settings that are not given are searched for on the validation
 * @param refit whether the final models learn from the validation, too
 * @param seed of everything random
 * @param columns what the sender says of the file's columns, null for nothing
 */
record EvaluationRequest(
    String split,
    List<Double> shares,
    int k,
    List<Contestant> algorithms,
    Double minRating,
    int core,
    String values,
    boolean tune,
    boolean refit,
    long seed,
    String columns) {
  static final String IMPLICIT = "implicit";
  static final String RATING = "rating";

  public EvaluationRequest {
    shares = List.copyOf(shares);
    algorithms = List.copyOf(algorithms);
    if (!IMPLICIT.equals(values) && !RATING.equals(values)) {
      throw new IllegalArgumentException("values must be implicit or rating");
    }
    Columns.of(columns);
    new Preparation(minRating, core);
    new Split(Split.Method.of(split), shares, seed);
    if (k < 1 || k > Plan.MOST_K) {
      throw new IllegalArgumentException("k must be from 1 to " + Plan.MOST_K);
    }
  }

  Plan plan(int mostUsers, int threads) {
    return new Plan(
        new Preparation(minRating, core),
        new Split(Split.Method.of(split), shares, seed),
        k,
        algorithms,
        tune,
        refit,
        values.equals(IMPLICIT),
        mostUsers,
        threads);
  }

  boolean needsTimes() {
    return Split.Method.of(split) != Split.Method.RANDOM;
  }

  boolean needsRatings() {
    return minRating != null || values.equals(RATING);
  }
}
