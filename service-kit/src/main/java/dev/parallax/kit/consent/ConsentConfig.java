package dev.parallax.kit.consent;

import dev.parallax.contracts.profile.Purpose;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** {@code parallax.consent.*}. */
@ConfigMapping(prefix = "parallax.consent")
public interface ConsentConfig {
  /**
   * Purposes that are taken as allowed where a customer has not answered. Empty unless the firm has
   * another legal basis; the local suite sets analytics and personalization so that its shop can be
   * tried.
   */
  Optional<Set<Purpose>> assumed();

  /**
   * Purposes that Global Privacy Control refuses; empty to pass the signal over. It says that data
   * must not be sold or shared for advertising, which is marketing.
   */
  @WithDefault("marketing")
  Optional<Set<Purpose>> gpc();
}
