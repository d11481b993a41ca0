package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.evaluation.ResultTable;

/**
 * The whole table that a model was chosen by. Rows {@code served} are the chosen method as it
 * serves, {@code in-service} the recipe of the model in service learned from the same part of the
 * data.
 *
 * @param customers what they buy that they have not bought before
 * @param baskets which item of one is missing
 */
public record ModelEvaluation(Verdict verdict, ResultTable customers, ResultTable baskets) {}
