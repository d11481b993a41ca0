package dev.parallax.segmentation.membership;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.segmentation.*}. */
@ConfigMapping(prefix = "parallax.segmentation")
public interface MembershipConfig {
  /**
   * How often at most everyone is placed anew because time has passed: recency grows without any
   * event.
   */
  @WithDefault("10m")
  Duration refreshEvery();

  /**
   * How often at most everyone is looked at anew because categories in the catalog have changed.
   */
  @WithDefault("10s")
  Duration catalogEvery();

  /** Customers placed in one transaction. */
  @WithDefault("2000")
  int batch();
}
