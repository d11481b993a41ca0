package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.occasion.Context;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** {@code parallax.recommendation.exploration.*}. */
@ConfigMapping(prefix = "parallax.recommendation.exploration")
public interface ExplorationConfig {
  /** Share of the places that are left to chance where nothing is known of a customer's taste. */
  @WithDefault("0.3")
  double newcomers();

  /** Share of the places that are kept for new items with everybody else. */
  @WithDefault("0.1")
  double newItems();

  /**
   * Contexts whose lists have such places: home, product, basket, session. Elsewhere than on {@code
   * home} a list is about what is at hand, and what is tried out may not be.
   */
  @WithDefault("home")
  Set<Context> contexts();

  /** An item that nobody bought is new until so many customers will have looked at it. */
  @WithDefault("200")
  double looksEnough();

  /** What was shown longer ago says nothing of today. */
  @WithDefault("28D")
  Duration window();
}
