package dev.parallax.kit.condition;

/** A condition that fails on these facts, as a division by zero does. */
public class ConditionFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  ConditionFailedException(Throwable cause) {
    super("the condition cannot be answered for these facts", cause);
  }
}
