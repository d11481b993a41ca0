package dev.parallax.recommendation.tact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parallax.recommendation.occasion.Context;
import java.util.Arrays;

/** Where items of a category are not recommended. */
public enum Quiet {
  /** They are everywhere. */
  NO("no"),
  /** Not in what is sent: others may read it. */
  IN_EMAIL("in-email"),
  /** Nowhere. */
  EVERYWHERE("everywhere");

  private final String wireName;

  Quiet(String wireName) {
    this.wireName = wireName;
  }

  @JsonValue
  public String wireName() {
    return wireName;
  }

  boolean isQuiet(Context context) {
    return this == EVERYWHERE || (this == IN_EMAIL && context == Context.EMAIL);
  }

  @JsonCreator
  static Quiet of(String name) {
    return Arrays.stream(values())
        .filter(quiet -> quiet.wireName.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be one of no, in-email, everywhere"));
  }
}
