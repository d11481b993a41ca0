package dev.parallax.contracts;

import java.math.BigDecimal;

/**
 * Checks that the records of this module make on themselves; every message begins with the field's
 * name.
 */
public final class Required {
  private Required() {}

  /**
   * @throws IllegalArgumentException when the text is null or blank
   */
  public static String text(String field, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + " must not be empty");
    }
    return value;
  }

  /**
   * @throws IllegalArgumentException when the value is null
   */
  public static <T> T value(String field, T value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " must be given");
    }
    return value;
  }

  /** An ISO 4217 code: three capital letters. */
  public static String currency(String field, String value) {
    if (value == null
        || value.length() != 3
        || !value.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      throw new IllegalArgumentException(field + " must be an ISO 4217 code such as EUR");
    }
    return value;
  }

  /** Not null and not below zero. */
  public static BigDecimal notNegative(String field, BigDecimal value) {
    if (value == null || value.signum() < 0) {
      throw new IllegalArgumentException(field + " must be 0 or more");
    }
    return value;
  }

  /** A probability or share: within [0, 1]. */
  public static double probability(String field, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(field + " must be between 0 and 1");
    }
    return value;
  }
}
