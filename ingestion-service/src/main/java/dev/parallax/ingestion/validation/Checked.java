package dev.parallax.ingestion.validation;

import java.util.List;

/**
 * What came of reading one input: a value, or what is wrong with it. Not an exception, since in a
 * batch a bad one is a normal outcome.
 */
public sealed interface Checked<T> {
  /** Fit to be taken in. */
  record Valid<T>(T value) implements Checked<T> {}

  /**
   * @param mistakes at least one
   */
  record Invalid<T>(List<Mistake> mistakes) implements Checked<T> {
    public Invalid {
      mistakes = List.copyOf(mistakes);
      if (mistakes.isEmpty()) {
        throw new IllegalArgumentException("mistakes must not be empty");
      }
    }
  }

  static <T> Checked<T> valid(T value) {
    return new Valid<>(value);
  }

  static <T> Checked<T> invalid(Code code, String field, String message) {
    return new Invalid<>(List.of(new Mistake(code, field, message)));
  }
}
