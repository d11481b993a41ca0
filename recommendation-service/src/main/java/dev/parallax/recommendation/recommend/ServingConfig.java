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

  /** The same on a visit of somebody who has not signed in. */
  @WithDefault("30M")
  Duration sessionHalfLife();

  /** How much relevance counts against difference in a list, in [0, 1]: 1 for relevance alone. */
  @WithDefault("0.9")
  double relevance();

  /** How many candidates there are for each place in a list, for difference to choose from. */
  @WithDefault("5")
  int candidatesPerPlace();

  /**
   * Candidates that the ranker puts into order, the best by their blended scores; 0 to leave these
   * alone even where a ranker serves.
   */
  @WithDefault("100")
  int ranked();

  /** Lists that may be made at a time for mails. */
  @WithDefault("2")
  int mailings();
}
