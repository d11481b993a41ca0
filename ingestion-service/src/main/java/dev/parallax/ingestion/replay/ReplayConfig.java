package dev.parallax.ingestion.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code parallax.replay.*}. */
@ConfigMapping(prefix = "parallax.replay")
interface ReplayConfig {
  /**
   * Events a second at most, so that the service has room for what happens now: half of what
   * segmentation takes in on two cores.
   */
  @WithDefault("10000")
  int perSecond();
}
