package dev.parallax.ingestion.file;

/**
 * The file as a whole cannot be read; the message says what is wrong with it and what would be
 * right.
 */
public final class UnreadableFileException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadableFileException(String message) {
    super(message);
  }

  public UnreadableFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
