package dev.parallax.ingestion.request;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** {@code parallax.limits.*}: bytes of JSON after decompression, and what is under way at once. */
@ConfigMapping(prefix = "parallax.limits")
public interface LimitsConfig {
  /** One Segment call; as in Segment's own API. */
  @WithDefault("32K")
  MemorySize event();

  /** A batch of Segment calls; as in Segment's own API. */
  @WithDefault("500K")
  MemorySize batch();

  /** Calls of a batch; as in Segment's own API. */
  @WithDefault("2500")
  int batchCalls();

  /** An array of transactions, feedback, items or readings. */
  @WithDefault("5M")
  MemorySize records();

  /** Elements of such an array. */
  @WithDefault("20000")
  int recordItems();

  /**
   * Bodies that are in memory at once, of which one source has half at most; an eighth of the heap
   * by default.
   */
  Optional<MemorySize> bodies();

  /** Requests with a body that are under way at once. */
  @WithDefault("2000")
  int requests();

  /** How long a body may take to come in. */
  @WithDefault("30s")
  Duration bodyTime();
}
