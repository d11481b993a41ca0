package dev.parallax.recommendation.learning;

/** The thread that learned was told to stop; nothing was stored. */
class LearningInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LearningInterruptedException() {
    super("learning was interrupted");
  }
}
