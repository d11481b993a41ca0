package dev.parallax.kit.pseudonym;

import io.smallrye.config.ConfigMapping;

/** {@code parallax.pseudonym.*}. */
@ConfigMapping(prefix = "parallax.pseudonym")
public interface PseudonymConfig {
  /**
   * Base64 of at least 32 random bytes, the same for every service; env {@code
   * PARALLAX_PSEUDONYM_SECRET}.
   */
  String secret();
}
