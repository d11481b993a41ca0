package dev.parallax.recommendation.evaluation;

/** Of the interactions nothing is left to learn from or to ask; the message says what to do. */
public class NothingToAskException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NothingToAskException(String message) {
    super(message);
  }
}
