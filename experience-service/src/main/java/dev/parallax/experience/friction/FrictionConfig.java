package dev.parallax.experience.friction;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code parallax.friction.*}. */
@ConfigMapping(prefix = "parallax.friction")
interface FrictionConfig {
  /**
   * Words of a search in vain are told only if so many customers searched for them: what one person
   * types may be their name.
   */
  @WithDefault("5")
  int minCustomersOfWords();

  /**
   * Visits with a friction, and without it, that there must be before their orders are compared.
   */
  @WithDefault("10")
  int minVisitsCompared();
}
