package dev.parallax.recommendation.attribution;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.recommendation.attribution.*}. */
@ConfigMapping(prefix = "parallax.recommendation.attribution")
interface AttributionConfig {
  /**
   * What a customer does with an item is owed to a list that showed it to them at most this long
   * before.
   */
  @WithDefault("7D")
  Duration window();
}
