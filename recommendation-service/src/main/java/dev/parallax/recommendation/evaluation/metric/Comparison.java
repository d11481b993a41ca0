package dev.parallax.recommendation.evaluation.metric;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One against another on the same cases: the mean of the differences case by case with its 95 %
 * bootstrap interval.
 *
 * @param difference this one less the other
 */
public record Comparison(double difference, double lower, double upper, Verdict verdict) {

  /** What may be said of it. */
  public enum Verdict {
    BETTER,
    WORSE,
    WITHIN_NOISE;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Comparison of(Estimate difference) {
    return new Comparison(
        difference.value(),
        difference.lower(),
        difference.upper(),
        difference.lower() > 0
            ? Verdict.BETTER
            : difference.upper() < 0 ? Verdict.WORSE : Verdict.WITHIN_NOISE);
  }
}
