package dev.parallax.ingestion.quarantine;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.quarantine.*}. */
@ConfigMapping(prefix = "parallax.quarantine")
interface QuarantineConfig {
  /** How long a rejected input is kept after it was received, whatever became of it. */
  @WithDefault("30d")
  Duration retention();

  /**
   * How much is kept of a source on a day (UTC), payloads and rows; what is rejected beyond is only
   * counted, by cause and hour.
   */
  @WithDefault("1G")
  MemorySize bytesPerSourceAndDay();
}
