package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.model.RecommendationModel;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model, and how one like it that did not see the held-out part of the data did on that part.
 *
 * @param model learned from everything
 * @param customers what customers will buy
 * @param baskets which item is missing from a basket
 * @param minCountOfPairs the support that pairs were mined at, in baskets
 */
public record Learned(
    RecommendationModel model,
    Verdict verdict,
    Task customers,
    Task baskets,
    int minCountOfPairs,
    int minCountOfTriples) {

  /** For the model's card: customers' metrics by their plain name, baskets' behind a prefix. */
  public Map<String, Double> metrics() {
    return named(true);
  }

  /** The same of the better popularity. */
  public Map<String, Double> baseline() {
    return named(false);
  }

  public ModelEvaluation evaluation() {
    return new ModelEvaluation(verdict, customers.table(), baskets.table());
  }

  private Map<String, Double> named(boolean ofServed) {
    Map<String, Double> all = new TreeMap<>(customers.named(ofServed, "", Learner.K));
    all.putAll(baskets.named(ofServed, "basket.", Learner.K));
    return all;
  }
}
