package dev.parallax.fraud.decision;

import dev.parallax.contracts.fraud.Outcome;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.fraud.decision.*}. */
@ConfigMapping(prefix = "parallax.fraud.decision")
public interface DecisionConfig {
  /**
   * How long a call waits for its decision. The topology lingers 5 ms; half a second covers a pause
   * of the collector and a commit, and is what a till can wait.
   */
  @WithDefault("500ms")
  Duration timeout();

  /** The longest that a caller may ask for with {@code Prefer: wait}. */
  @WithDefault("30s")
  Duration longestTimeout();

  /** The answer when there is none in time. */
  @WithDefault("review")
  Outcome fallbackOutcome();
}
