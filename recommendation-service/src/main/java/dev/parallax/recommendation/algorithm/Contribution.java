package dev.parallax.recommendation.algorithm;

/**
 * What one item of a history added to another item's score.
 *
 * @param item of the history
 * @param score its part; negative where it speaks against the other
 */
public record Contribution(int item, double score) {}
