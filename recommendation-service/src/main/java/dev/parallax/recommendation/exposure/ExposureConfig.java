package dev.parallax.recommendation.exposure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.recommendation.exposures.*}. */
@ConfigMapping(prefix = "parallax.recommendation.exposures")
public interface ExposureConfig {
  /** Answers that wait to be announced; more are answered but not announced, and counted. */
  @WithDefault("10000")
  int queue();

  /** What was shown longer ago is forgotten, with what followed; a week at a time. */
  @WithDefault("90D")
  Duration retention();
}
