package dev.parallax.kit.anonymity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code parallax.privacy.*}, what belongs to aggregates. */
@ConfigMapping(prefix = "parallax.privacy")
interface AnonymityConfig {
  /** No group of fewer customers leaves the suite in an aggregate; at least 2. */
  @WithDefault("10")
  int k();
}
