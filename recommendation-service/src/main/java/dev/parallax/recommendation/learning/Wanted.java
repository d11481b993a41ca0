package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.evaluation.Contestant;
import dev.parallax.recommendation.evaluation.data.Split;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a training is asked to do.
 *
 * @param split how orders are held out
 * @param algorithms that may become the model; empty for all that fit the data's size
 * @param tune whether settings that are not given are searched for
 */
public record Wanted(Split.Method split, List<Contestant> algorithms, boolean tune) {
  /**
   * Those whose scores are sums over the items of a history, so that each part can be shown as a
   * reason, and that keep nobody's history: user-knn and session-knn are models of people.
   */
  public static final Set<String> SERVABLE = Set.of("ease", "item-knn", "slim");

  public Wanted {
    algorithms = List.copyOf(algorithms);
    for (int i = 0; i < algorithms.size(); i++) {
      if (!SERVABLE.contains(algorithms.get(i).algorithm())) {
        throw new IllegalArgumentException(
            "algorithms["
                + i
                + "].name must be one of "
                + String.join(", ", new TreeSet<>(SERVABLE))
                + ": what serves is explained by the items of a"
                + " history, and keeps nobody's; others can be measured by POST /v1/evaluations");
      }
    }
  }

  /** By time, everything that fits, tuned. */
  public static Wanted usual() {
    return new Wanted(Split.Method.TIME, List.of(), true);
  }
}
