package dev.parallax.contracts.fraud;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What to do with a transaction, mildest first. */
public enum Outcome {
  APPROVE,
  REVIEW,
  DECLINE;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException naming the outcomes there are
   */
  @JsonCreator
  public static Outcome parse(String text) {
    for (Outcome outcome : values()) {
      if (outcome.wireName().equalsIgnoreCase(text.trim())) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("outcome must be one of approve, review, decline");
  }
}
