package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.evaluation.Trial;
import dev.parallax.recommendation.model.Recipe;
import dev.parallax.recommendation.ranking.Blend;
import java.util.List;

/**
 * A recipe with its blends, as chosen on the validation.
 *
 * @param ndcg on the validation, as it serves
 * @param trials how the recipe was found
 */
record Candidate(
    Recipe recipe, Blend forCustomers, Blend forBaskets, double ndcg, List<Trial> trials) {}
