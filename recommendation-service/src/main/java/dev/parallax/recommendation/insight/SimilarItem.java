package dev.parallax.recommendation.insight;

/**
 * An item liked by the same customers.
 *
 * @param similarity in [0, 1]
 */
public record SimilarItem(String itemId, String name, String category, double similarity) {}
