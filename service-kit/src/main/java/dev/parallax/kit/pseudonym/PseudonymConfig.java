package dev.parallax.kit.pseudonym;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.OptionalInt;

/** {@code parallax.pseudonym.*}; docs/operations.md tells how to rotate. */
@ConfigMapping(prefix = "parallax.pseudonym")
public interface PseudonymConfig {
  /**
   * Base64 of at least 32 random bytes, the same for every service; env {@code
   * PARALLAX_PSEUDONYM_SECRET}.
   */
  String secret();

  /**
   * The number of the secret, which its pseudonyms name. The first has 0, each later one a higher
   * number than those before; env {@code PARALLAX_PSEUDONYM_KEY_ID}.
   */
  @WithDefault("0")
  int keyId();

  /**
   * Secrets of the past by their number, as long as there may be customers who were not seen since;
   * env {@code PARALLAX_PSEUDONYM_PREVIOUS_0}.
   */
  Map<Integer, String> previous();

  /**
   * The number of the secret for accounts and devices; that of {@link #secret} when absent. Fraud
   * keeps what is usual for an account under its pseudonym and begins anew when that changes.
   */
  OptionalInt accountsKeyId();
}
