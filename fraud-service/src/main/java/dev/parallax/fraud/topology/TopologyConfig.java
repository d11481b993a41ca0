package dev.parallax.fraud.topology;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.fraud.topology.*}. */
@ConfigMapping(prefix = "parallax.fraud.topology")
public interface TopologyConfig {
  /** A transaction that is repeated within this time gets its decision again and counts once. */
  @WithDefault("P14D")
  Duration repeatHorizon();
}
