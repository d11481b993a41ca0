package dev.parallax.recommendation.recommend;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What is wanted beside the item that somebody looks at. */
enum Relation {
  /** Whatever suits. */
  ANY,
  /** What could be taken in its place: of its category first. */
  SIMILAR,
  /** What goes with it: bought together, of other categories. */
  COMPLEMENTS;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Relation of(String name) {
    return Arrays.stream(values())
        .filter(relation -> relation.wireName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("must be one of any, similar, complements"));
  }
}
