package dev.parallax.learning.predictor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is predicted: a number, or which of two classes. */
public enum Task {
  REGRESSION,
  CLASSIFICATION;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Task of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
