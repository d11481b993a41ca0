package dev.parallax.recommendation.history;

import java.time.Duration;

/** What happened counts half as much after each half-life. */
public record TimeDecay(Duration halfLife) {
  public TimeDecay {
    if (halfLife == null || halfLife.isZero() || halfLife.isNegative()) {
      throw new IllegalArgumentException("halfLife must be longer than nothing");
    }
  }

  /** In (0, 1]; 1 for what lies in the future of the reference time. */
  public double weight(long epochSecond, long referenceEpochSecond) {
    double age = Math.max(0, referenceEpochSecond - epochSecond);
    return Math.pow(0.5, age / halfLife.toSeconds());
  }
}
