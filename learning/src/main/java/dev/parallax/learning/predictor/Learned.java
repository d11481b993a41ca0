package dev.parallax.learning.predictor;

/** A predictor, and what was measured of it. */
public record Learned(Predictor predictor, Report report) {}
