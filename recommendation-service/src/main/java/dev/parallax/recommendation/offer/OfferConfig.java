package dev.parallax.recommendation.offer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.recommendation.popularity.*}. */
@ConfigMapping(prefix = "parallax.recommendation.popularity")
public interface OfferConfig {
  /** After this long an order counts half. */
  @WithDefault("30D")
  Duration halfLife();

  /** Orders older than this, counted back from the newest, do not count at all. */
  @WithDefault("180D")
  Duration window();

  /** Shortest time between two counts; a count that takes long is repeated less often. */
  @WithDefault("2S")
  Duration refresh();
}
