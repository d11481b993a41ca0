package dev.parallax.ingestion.request;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code parallax.limits.*}: bytes of JSON after decompression. */
@ConfigMapping(prefix = "parallax.limits")
public interface LimitsConfig {
  /** One Segment call; as in Segment's own API. */
  @WithDefault("32K")
  MemorySize event();

  /** A batch of Segment calls; as in Segment's own API. */
  @WithDefault("500K")
  MemorySize batch();

  /** An array of transactions, feedback, items or readings. */
  @WithDefault("5M")
  MemorySize records();
}
