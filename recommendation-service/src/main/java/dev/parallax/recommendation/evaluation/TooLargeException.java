package dev.parallax.recommendation.evaluation;

/** There is no room in memory to learn this; the message says what would help. */
public class TooLargeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public TooLargeException(String message) {
    super(message);
  }
}
