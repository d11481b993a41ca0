package dev.parallax.learning.predictor;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parallax.learning.calibration.Platt;

/** How a score becomes what is predicted, and so what contributions are counted in. */
public enum Link {
  /** The score is the number. */
  @JsonProperty("target")
  TARGET,
  /** The score is log-odds. */
  @JsonProperty("log-odds")
  LOG_ODDS,
  /** The score is a probability, but for rounding. */
  @JsonProperty("probability")
  PROBABILITY;

  double predicted(double score) {
    return switch (this) {
      case TARGET -> score;
      case LOG_ODDS -> Platt.sigmoid(score);
      case PROBABILITY -> Math.clamp(score, 0, 1);
    };
  }
}
