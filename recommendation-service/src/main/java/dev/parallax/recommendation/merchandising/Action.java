package dev.parallax.recommendation.merchandising;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a rule does with the items it holds for. */
public enum Action {
  /** The best of them stands at a given place. */
  PIN,
  /** Their scores are multiplied by a factor above 1. */
  BOOST,
  /** Their scores are multiplied by a factor below 1. */
  BURY,
  /** They are not in the list. */
  BAN;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Action of(String name) {
    return Arrays.stream(values())
        .filter(action -> action.wireName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be one of pin, boost, bury, ban"));
  }
}
