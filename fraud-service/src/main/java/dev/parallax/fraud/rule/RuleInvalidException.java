package dev.parallax.fraud.rule;

/** An expression that is no condition; the message says where and why, for its author. */
class RuleInvalidException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RuleInvalidException(String message) {
    super(message);
  }
}
