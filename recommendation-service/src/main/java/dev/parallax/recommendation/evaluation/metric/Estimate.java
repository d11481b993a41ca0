package dev.parallax.recommendation.evaluation.metric;

/**
 * A number and its 95 % bootstrap interval over the cases.
 *
 * @param value as measured
 */
public record Estimate(double value, double lower, double upper) {}
