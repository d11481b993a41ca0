package dev.parallax.recommendation.recommend;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.recommendation.serving.*}. */
@ConfigMapping(prefix = "parallax.recommendation.serving")
public interface ServingConfig {
  /** After this long, counted back from the newest, an interest counts half. As in training. */
  @WithDefault("180D")
  Duration interestHalfLife();

  /** How much the customer's own history counts beside the basket at hand. */
  @WithDefault("0.3")
  double historyBesideBasket();
}
