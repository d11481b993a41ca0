package dev.parallax.ingestion.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * AES-256-GCM with a fresh nonce each time. What a text belongs to is authenticated with it, so
 * that nobody with access to the database can give one customer's data to another. Every ciphertext
 * names its key, so that keys can be changed later.
 */
@Startup
@ApplicationScoped
public class VaultCipher {
  private static final int KEY_BYTES = 32;
  private static final int FIRST_KEY_ID = 1;

  private final Aead aead;

  @Inject
  VaultCipher(VaultConfig config) {
    this(decode(config.key()));
  }

  /** For code outside CDI; {@code key} has 32 bytes. */
  public VaultCipher(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "parallax.vault.key must be the base64 of 32 random bytes, this one has " + key.length);
    }
    this.aead = aead(key);
  }

  /** The bytes of the key come from configuration, so that deployments need no Tink to make one. */
  @AccessesPartialKey
  private static Aead aead(byte[] key) {
    try {
      AeadConfig.register();
      AesGcmParameters parameters =
          AesGcmParameters.builder()
              .setKeySizeBytes(KEY_BYTES)
              .setIvSizeBytes(12)
              .setTagSizeBytes(16)
              .setVariant(AesGcmParameters.Variant.TINK)
              .build();
      AesGcmKey gcm =
          AesGcmKey.builder()
              .setParameters(parameters)
              .setIdRequirement(FIRST_KEY_ID)
              .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
              .build();
      return KeysetHandle.newBuilder()
          .addEntry(KeysetHandle.importKey(gcm).makePrimary())
          .build()
          .getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot encrypt with AES-256-GCM", e);
    }
  }

  private static byte[] decode(String key) {
    try {
      return Base64.getDecoder().decode(key.trim());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("parallax.vault.key must be base64", e);
    }
  }

  /**
   * @param owner what the plain text belongs to; must be given again to open it
   */
  public byte[] seal(byte[] plain, String owner) {
    try {
      return aead.encrypt(plain, owner.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt", e);
    }
  }

  /**
   * @throws IllegalStateException when it was sealed with another key or for another owner
   */
  public byte[] open(byte[] sealed, String owner) {
    try {
      return aead.decrypt(sealed, owner.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot decrypt: another key or another owner", e);
    }
  }
}
