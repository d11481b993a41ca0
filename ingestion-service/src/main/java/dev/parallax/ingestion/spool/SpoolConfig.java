package dev.parallax.ingestion.spool;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.spool.*}. */
@ConfigMapping(prefix = "parallax.spool")
public interface SpoolConfig {
  /**
   * The most that may wait, in compressed bytes, over all replicas and to within what comes in a
   * second; beyond it senders get 503.
   */
  @WithDefault("1G")
  MemorySize largest();

  /**
   * A broker that has not acknowledged for so long counts as away. Longer than its pauses under
   * load, since what is acknowledged later is sent twice.
   */
  @WithDefault("3s")
  Duration after();
}
