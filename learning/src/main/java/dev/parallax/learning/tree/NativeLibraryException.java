package dev.parallax.learning.tree;

/** The machine lacks what trees need; the message says what to install. */
public class NativeLibraryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NativeLibraryException(String message, Throwable cause) {
    super(message, cause);
  }
}
