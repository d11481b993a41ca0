package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.evaluation.Metrics;
import dev.parallax.recommendation.model.RecommendationModel;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model, and how one like it that did not see the last part of the data did on that part.
 *
 * @param model learned from everything
 * @param customers what customers will buy
 * @param customersByPopularity the baseline for it, the better of two popularities
 * @param baskets which item is missing from a basket
 * @param minCountOfPairs the support that pairs were mined at, in baskets
 */
public record Learned(
    RecommendationModel model,
    Metrics customers,
    Metrics customersByPopularity,
    Metrics baskets,
    Metrics basketsByPopularity,
    int minCountOfPairs,
    int minCountOfTriples,
    int fewestCases) {

  /**
   * Whether it may serve: better NDCG than popularity at telling what customers will buy; at
   * completing baskets where there are too few customers who come back, as in a shop that only
   * knows anonymous orders. With too few of both nothing was shown, and popularity stays.
   */
  public boolean beatsPopularity() {
    if (customers.cases() >= fewestCases) {
      return customers.ndcg() > customersByPopularity.ndcg();
    }
    return baskets.cases() >= fewestCases && baskets.ndcg() > basketsByPopularity.ndcg();
  }

  /** Whether there was enough to judge it by. */
  public boolean judged() {
    return customers.cases() >= fewestCases || baskets.cases() >= fewestCases;
  }

  /** For the model's card: customers' metrics by their plain name, baskets' behind a prefix. */
  public Map<String, Double> metrics() {
    return named(customers, baskets);
  }

  public Map<String, Double> baseline() {
    return named(customersByPopularity, basketsByPopularity);
  }

  private static Map<String, Double> named(Metrics ofCustomers, Metrics ofBaskets) {
    Map<String, Double> all = new TreeMap<>(ofCustomers.named(""));
    all.putAll(ofBaskets.named("basket."));
    return all;
  }
}
