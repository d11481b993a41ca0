package dev.parallax.kit.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.inbox.*}. */
@ConfigMapping(prefix = "parallax.inbox")
public interface InboxConfig {
  /**
   * How long an event is recognised as a repeat; longer than the log keeps it, so that a replay
   * changes nothing.
   */
  @WithDefault("P400D")
  Duration retention();
}
