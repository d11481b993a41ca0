package dev.parallax.learning.evaluation;

/**
 * A measured value.
 *
 * @param value null where it cannot be had from these rows
 * @param low of the bootstrap's 95 % interval, null where there are too few rows
 */
public record Metric(Double value, Double low, Double high) {}
