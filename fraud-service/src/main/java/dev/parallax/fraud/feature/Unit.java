package dev.parallax.fraud.feature;

/** What a feature counts in. */
public enum Unit {
  /** Money in the reference currency. */
  AMOUNT(Scale.LOG1P),
  /** Times as much; 1 is the same. */
  RATIO(Scale.LOG_RATIO),
  /** Standard deviations above the mean. */
  SCORE(Scale.ASINH),
  COUNT(Scale.LOG1P),
  SECONDS(Scale.LOG1P),
  /** 0 or 1. */
  FLAG(Scale.LINEAR),
  /** In [0, 1]. */
  SHARE(Scale.LINEAR);

  private final Scale scale;

  Unit(Scale scale) {
    this.scale = scale;
  }

  Scale scale() {
    return scale;
  }
}
