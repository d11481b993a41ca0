package dev.parallax.kit.condition;

/** An expression that is no condition; the message says where and why, for its author. */
public class ConditionInvalidException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConditionInvalidException(String message) {
    super(message);
  }
}
