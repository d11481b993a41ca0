package dev.parallax.ingestion.vault;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** {@code parallax.vault.*}: one of the two has to be given. */
@ConfigMapping(prefix = "parallax.vault")
interface VaultConfig {
  /**
   * The master keys: base64 of 32 random bytes; env {@code PARALLAX_VAULT_KEY}. Whoever loses them
   * loses what the vault holds. Several are separated by commas, each with its number before it
   * ({@code 2:…,1:…}): new data keys are wrapped by the first, and those that are wrapped by
   * another are wrapped anew, after which that one is needed no longer but for what the quarantine
   * keeps. One without a number has the number 1.
   */
  Optional<String> key();

  /** A file with the same, one key a line, as secret stores mount them. */
  Optional<Path> keyFile();
}
