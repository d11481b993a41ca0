package dev.parallax.ingestion.vault;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;

/**
 * Encrypts by the master keys: data keys, and what belongs to nobody known. What a text belongs to
 * is authenticated with it, so that nobody with access to the database can give one customer's data
 * to another. Every ciphertext names its key, so that keys can be changed.
 */
@Startup
@ApplicationScoped
public class VaultCipher {
  private final AesGcm masters;

  @Inject
  VaultCipher(VaultConfig config) {
    this(MasterKeys.read(config));
  }

  /** For code outside CDI; {@code key} has 32 bytes. */
  public VaultCipher(byte[] key) {
    this(List.of(new MasterKey(1, key)));
  }

  VaultCipher(List<MasterKey> keys) {
    this.masters = new AesGcm(keys);
  }

  /**
   * @param owner what the plain text belongs to; must be given again to open it
   */
  public byte[] seal(byte[] plain, String owner) {
    return masters.seal(plain, owner);
  }

  /**
   * @throws IllegalStateException when it was sealed with another key or for another owner
   */
  public byte[] open(byte[] sealed, String owner) {
    return masters.open(sealed, owner);
  }

  /** How everything begins that is sealed now, and not by a master key of before. */
  byte[] prefix() {
    return masters.prefix();
  }

  boolean isCurrent(byte[] sealed) {
    return Arrays.equals(sealed, 0, AesGcm.PREFIX_BYTES, masters.prefix(), 0, AesGcm.PREFIX_BYTES);
  }
}
