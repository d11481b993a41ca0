package dev.parallax.fraud.transaction;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.fraud.transaction.*}. */
@ConfigMapping(prefix = "parallax.fraud.transaction")
public interface TransactionConfig {
  /** How much later than our clock a transaction may claim to be. */
  @WithDefault("5m")
  Duration clockSkew();

  /** How old a transaction may be. */
  @WithDefault("P3650D")
  Duration oldest();
}
