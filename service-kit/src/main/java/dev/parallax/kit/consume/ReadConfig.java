package dev.parallax.kit.consume;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.read.*}. */
@ConfigMapping(prefix = "parallax.read")
interface ReadConfig {
  /** The most records of a batch, which is one transaction. */
  @WithDefault("4000")
  int mostRecords();

  /**
   * How long a reader rests after a batch that is far from full, so that the next is fuller: while
   * events trickle in at thousands a second, each batch costs its fetches and its statements. What
   * comes after a pause is read at once.
   */
  @WithDefault("100ms")
  Duration rest();
}
