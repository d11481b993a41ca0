package dev.parallax.ingestion.vault;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code parallax.vault.*}: one of key, key file and a keyset of a KMS has to be given. */
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

  /** The same master keys, but kept under a key that never leaves a KMS. */
  Kms kms();

  /** A key management service that speaks the API of AWS KMS (Encrypt, Decrypt). */
  interface Kms {
    /** The KMS's key, by id, ARN or alias; env {@code PARALLAX_VAULT_KMS_KEY_ID}. */
    Optional<String> keyId();

    /** The master keys as {@link KeysetCommand} prints them, encrypted under that key. */
    Optional<String> keyset();

    /** A file with the same. */
    Optional<Path> keysetFile();

    /**
     * What the KMS is told the keyset is for, as {@code parallax} in the encryption context; its
     * policies can ask for it, and a keyset of another suite does not open.
     */
    @WithDefault("vault")
    String context();

    /** Of a KMS that is not Amazon's. */
    Optional<URI> endpoint();

    /** That of the key's ARN where it is one, else {@code eu-central-1}. */
    Optional<String> region();

    /** Without it, the machine's own credentials count: environment, web identity, instance. */
    Optional<String> accessKey();

    Optional<String> secretKey();

    /** How long the service tries to reach the KMS before its start fails. */
    @WithDefault("30s")
    Duration patience();
  }
}
