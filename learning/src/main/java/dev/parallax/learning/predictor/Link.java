package dev.parallax.learning.predictor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parallax.learning.calibration.Platt;
import java.util.Locale;

/** How a score becomes what is predicted, and so what contributions are counted in. */
public enum Link {
  /** The score is the number. */
  TARGET,
  /** The score is log-odds. */
  LOG_ODDS,
  /** The score is a probability, but for rounding. */
  PROBABILITY;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @JsonCreator
  static Link of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  double predicted(double score) {
    return switch (this) {
      case TARGET -> score;
      case LOG_ODDS -> Platt.sigmoid(score);
      case PROBABILITY -> Math.clamp(score, 0, 1);
    };
  }
}
