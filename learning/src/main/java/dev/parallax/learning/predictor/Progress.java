package dev.parallax.learning.predictor;

/** Hears how far learning is. */
@FunctionalInterface
public interface Progress {
  void step(int done, int total, String doing);
}
