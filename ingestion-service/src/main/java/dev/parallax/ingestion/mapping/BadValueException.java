package dev.parallax.ingestion.mapping;

import dev.parallax.ingestion.validation.Code;

/** A value of a row is not what its field needs. The message never repeats the value. */
final class BadValueException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Code code;

  BadValueException(Code code, String message) {
    super(
        message, null, false, false); // Raised per row: a stack trace would cost more than the row.
    this.code = code;
  }

  Code code() {
    return code;
  }
}
