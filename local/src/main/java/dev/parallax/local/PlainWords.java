package dev.parallax.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * What went wrong, for a person at a terminal: one line instead of a stack trace. Whoever wants to
 * know where it happened sets {@code PARALLAX_TRACE}.
 */
final class PlainWords {

  /** The environment variable that asks for the stack trace. */
  static final String TRACE = "PARALLAX_TRACE";

  private PlainWords() {}

  /**
   * Prints the line, and the stack trace or how to get it.
   *
   * @param trace whether the stack trace is wanted
   */
  static void tell(Exception exception, PrintWriter err, boolean trace) {
    err.println(of(exception));
    if (trace) {
      exception.printStackTrace(err);
    } else if (!(exception instanceof IOException)) {
      err.println("With " + TRACE + "=1 in the environment it tells where this happened.");
    }
    err.flush();
  }

  /** One line; never empty. */
  static String of(Throwable thrown) {
    return switch (thrown) {
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case NoSuchFileException e -> e.getFile() + ": there is no such file or folder";
      case NotDirectoryException e -> e.getFile() + ": is not a folder";
      case FileAlreadyExistsException e -> e.getFile() + ": is there already, as something else";
      case FileSystemException e -> e.getMessage();
      case UncheckedIOException e -> withCause(e);
      case IllegalStateException e -> withCause(e);
      case IllegalArgumentException e -> withCause(e);
      case IOException e -> e.getMessage() == null ? e.toString() : e.getMessage();
      default -> "This should not have happened: " + thrown;
    };
  }

  /** Exceptions that only wrap have their cause's text as their own. */
  private static String withCause(RuntimeException thrown) {
    Throwable cause = thrown.getCause();
    if (thrown.getMessage() == null) {
      return thrown.toString();
    }
    if (cause == null) {
      return thrown.getMessage();
    }
    return thrown.getMessage().equals(cause.toString())
        ? of(cause)
        : thrown.getMessage() + ": " + of(cause);
  }
}
