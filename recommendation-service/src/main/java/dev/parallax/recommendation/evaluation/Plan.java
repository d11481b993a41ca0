package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.evaluation.data.Preparation;
import dev.parallax.recommendation.evaluation.data.Split;
import java.util.List;

/**
 * How interactions are evaluated on.
 *
 * @param k the cut-off
 * @param contestants popularity and random take part in any case; where none are named, all do
 * @param tune whether settings that are not given are searched for on the validation
 * @param refit whether the final models learn from the validation, too
 * @param implicit whether each interaction counts 1 in learning, whatever its rating
 * @param mostUsers asked at most
 */
public record Plan(
    Preparation preparation,
    Split split,
    int k,
    List<Contestant> contestants,
    boolean tune,
    boolean refit,
    boolean implicit,
    int mostUsers,
    int threads) {
  /** The cut-off at most. */
  public static final int MOST_K = 1_000;

  public Plan {
    contestants = List.copyOf(contestants);
    if (k < 1 || k > MOST_K) {
      throw new IllegalArgumentException("k must be from 1 to " + MOST_K);
    }
  }
}
