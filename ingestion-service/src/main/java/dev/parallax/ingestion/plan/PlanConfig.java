package dev.parallax.ingestion.plan;

import dev.parallax.ingestion.plan.PlanVersion.Policy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code parallax.plan.*}. */
@ConfigMapping(prefix = "parallax.plan")
interface PlanConfig {
  /** What becomes of track calls whose event is not in the plan. */
  @WithDefault("accept")
  Policy unplanned();

  /** Events that an inference looks at, at most: the newest. */
  @WithDefault("200000")
  int inferFrom();
}
