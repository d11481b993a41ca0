package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.model.RecommendationModel;

/**
 * The model in service.
 *
 * @param id its version
 * @param sameData whether it has learned from the very data that is there now
 */
public record Incumbent(String id, RecommendationModel model, boolean sameData) {}
