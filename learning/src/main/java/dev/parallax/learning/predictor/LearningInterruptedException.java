package dev.parallax.learning.predictor;

/** The thread that learned was told to stop; nothing is left of it. */
class LearningInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LearningInterruptedException() {
    super("learning was interrupted");
  }
}
