package dev.parallax.ingestion.vault;

import io.smallrye.config.ConfigMapping;

/** {@code parallax.vault.*}. */
@ConfigMapping(prefix = "parallax.vault")
interface VaultConfig {
  /**
   * Base64 of 32 random bytes; env {@code PARALLAX_VAULT_KEY}. Whoever loses it loses what the
   * vault holds.
   */
  String key();
}
