package dev.parallax.ingestion.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code parallax.sources.*}. */
@ConfigMapping(prefix = "parallax.sources")
interface SourcesConfig {
  /**
   * Events per second that a source may send where it has no rate of its own. More than one replica
   * can take in: a limit is for those who are given one.
   */
  @WithDefault("200000")
  int rate();

  /** Events that it may send at once after a pause. */
  @WithDefault("400000")
  int burst();

  /** Among how many replicas a source's rate is divided; each holds to its part. */
  @WithDefault("1")
  int replicas();

  /** Keys that may hold at once, all of which are in memory. */
  @WithDefault("10000")
  int mostKeys();
}
