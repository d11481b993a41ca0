package dev.parallax.recommendation.learning;

/** Hears how far learning is. */
@FunctionalInterface
public interface Progress {
  /** Steps of {@link Learner#learn}. */
  int STEPS = 7;

  void step(int done, String doing);
}
