package dev.parallax.kit.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.job.*}. */
@ConfigMapping(prefix = "parallax.job")
public interface JobConfig {
  /**
   * Jobs of different kinds that one replica runs at once; beside them one of the kinds that are
   * urgent.
   */
  @WithDefault("2")
  int threads();

  /** A running job without a heartbeat for this long is taken over. */
  @WithDefault("10s")
  Duration staleAfter();

  /** How often a job is started anew after crashes before it counts as failed. */
  @WithDefault("5")
  int attempts();
}
