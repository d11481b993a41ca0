package dev.parallax.learning.table;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the values of a column are. */
public enum Kind {
  NUMBER,
  CATEGORY;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Kind of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
