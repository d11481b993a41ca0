package dev.parallax.fraud.training;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code parallax.fraud.training.*}. */
@ConfigMapping(prefix = "parallax.fraud.training")
public interface TrainingConfig {
  /**
   * A transaction nobody has complained of for this many days counts as genuine; younger ones are
   * not learned from. Raise it to the time your chargebacks take.
   */
  @WithDefault("7")
  int genuineAfterDays();

  /** Share of the time line, its end, that is held out for the evaluation. */
  @WithDefault("0.25")
  double testShare();

  /** Genuine transactions learned from at most; more are sampled and the intercept corrected. */
  @WithDefault("60000")
  int mostGenuine();

  /** Frauds that are needed to learn from. */
  @WithDefault("30")
  int fewestFrauds();

  /** Of everything random. */
  @WithDefault("1")
  long seed();
}
