package dev.parallax.recommendation.training;

import dev.parallax.recommendation.evaluation.Contestant;
import dev.parallax.recommendation.evaluation.data.Split;
import dev.parallax.recommendation.learning.Wanted;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of {@code POST /v1/models/train}; everything may be left out.
 *
 * @param minSupport lowest share of baskets of a rule, above 0 and at most 1
 * @param minConfidence of a rule, above 0 and at most 1
 * @param split how orders are held out: time (the default), leave-last-out or random
 * @param algorithms that may become the model, names or objects with settings; all that fit the
 *     data's size where none are named
 * @param tune whether settings that are not given are searched for; true by default
 * @param seed of everything random
 */
public record TrainingRequest(
    Double minSupport,
    Double minConfidence,
    String split,
    List<AlgorithmChoice> algorithms,
    Boolean tune,
    Long seed) {
  public TrainingRequest {
    check("minSupport", minSupport);
    check("minConfidence", minConfidence);
    algorithms = algorithms == null ? List.of() : List.copyOf(algorithms);
    wanted(split, algorithms, tune);
  }

  static TrainingRequest usual() {
    return new TrainingRequest(null, null, null, null, null, null);
  }

  Wanted wanted() {
    return wanted(split, algorithms, tune);
  }

  private static Wanted wanted(String split, List<AlgorithmChoice> algorithms, Boolean tune) {
    List<Contestant> contestants = new ArrayList<>();
    for (AlgorithmChoice choice : algorithms) {
      try {
        contestants.add(new Contestant(choice.name(), choice.settings()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "algorithms[" + contestants.size() + "]." + e.getMessage(), e);
      }
    }
    return new Wanted(
        split == null ? Split.Method.TIME : Split.Method.of(split),
        contestants,
        tune == null || tune);
  }

  private static void check(String field, Double share) {
    if (share != null && !(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(field + " must be above 0 and at most 1");
    }
  }
}
