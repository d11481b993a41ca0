package dev.parallax.recommendation.occasion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What somebody is doing when a list is asked for. */
public enum Context {
  /** Nothing in particular. */
  HOME,
  /** Looking at one item. */
  PRODUCT,
  /** About to buy. */
  BASKET,
  /** Looking for something by words or categories. */
  SEARCH,
  /** Not there at all: a list that is sent. */
  EMAIL,
  /** A visit of somebody who has not signed in; what was looked at last counts most. */
  SESSION;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException saying which there are
   */
  @JsonCreator
  public static Context of(String name) {
    return Arrays.stream(values())
        .filter(context -> context.wireName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be one of " + names()));
  }

  private static String names() {
    return Arrays.stream(values()).map(Context::wireName).collect(Collectors.joining(", "));
  }
}
