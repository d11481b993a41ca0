package dev.parallax.recommendation.model;

import dev.parallax.contracts.Required;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.rule.AssociationRule;
import java.util.List;

/**
 * What was learned of items. It knows nothing of any customer: whose likes it is applied to is read
 * when a list is asked for.
 *
 * @param items their ids; everything else names them by their place in this list
 * @param similar the nearest neighbours of each
 * @param customerBlend how sources are weighed for a customer
 * @param basketBlend how they are weighed for a basket
 * @param recipe how the neighbours were learned
 */
public record RecommendationModel(
    List<String> items,
    List<AssociationRule> rules,
    SparseMatrix similar,
    Blend customerBlend,
    Blend basketBlend,
    Recipe recipe) {
  public RecommendationModel {
    items = List.copyOf(Required.value("items", items));
    rules = List.copyOf(Required.value("rules", rules));
    Required.value("customerBlend", customerBlend);
    Required.value("basketBlend", basketBlend);
    Required.value("recipe", recipe);
    if (Required.value("similar", similar).rows() != items.size()) {
      throw new IllegalArgumentException("similar must have a row for each of the items");
    }
  }

  /** A model of the first recipe. */
  public RecommendationModel(
      List<String> items,
      List<AssociationRule> rules,
      SparseMatrix similar,
      Blend customerBlend,
      Blend basketBlend) {
    this(items, rules, similar, customerBlend, basketBlend, Recipe.FIRST);
  }
}
