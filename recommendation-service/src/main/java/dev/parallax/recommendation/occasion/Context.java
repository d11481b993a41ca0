package dev.parallax.recommendation.occasion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parallax.kit.problem.Problems;
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

  /** All names, for messages. */
  public static String expected() {
    return "must be one of "
        + Arrays.stream(values()).map(Context::wireName).collect(Collectors.joining(", "));
  }

  /**
   * @throws RuntimeException a 400 problem naming {@code context}
   */
  public static Context parse(String name) {
    for (Context context : values()) {
      if (context.wireName().equals(name)) {
        return context;
      }
    }
    throw Problems.invalid("context", expected());
  }

  /** For JSON, whose reader names the field. */
  @JsonCreator
  static Context of(String name) {
    return Arrays.stream(values())
        .filter(context -> context.wireName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(expected()));
  }
}
