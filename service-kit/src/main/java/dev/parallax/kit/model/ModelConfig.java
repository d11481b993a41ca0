package dev.parallax.kit.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** {@code parallax.models.*}. */
@ConfigMapping(prefix = "parallax.models")
interface ModelConfig {
  /** The roles that may let a model of this service serve. */
  @WithDefault("analyst,admin")
  Set<String> promoters();
}
