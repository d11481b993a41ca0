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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * AES-256-GCM by Tink, with a fresh nonce each time. Every ciphertext begins with the number of its
 * key. The bytes of keys come from configuration or from the store, so that deployments need no
 * Tink to make one.
 */
final class AesGcm {
  /** Tink's first byte, and the number of the key. */
  static final int PREFIX_BYTES = 5;

  private static final byte TINK = 1;

  private final Aead aead;
  private final int id;

  static {
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot encrypt with AES-256-GCM", e);
    }
  }

  /**
   * @param keys the first encrypts, all decrypt
   */
  @AccessesPartialKey
  AesGcm(List<MasterKey> keys) {
    this.id = keys.getFirst().id();
    try {
      KeysetHandle.Builder handle = KeysetHandle.newBuilder();
      for (MasterKey key : keys) {
        AesGcmKey gcm =
            AesGcmKey.builder()
                .setParameters(parameters())
                .setIdRequirement(key.id())
                .setKeyBytes(SecretBytes.copyFrom(key.bytes(), InsecureSecretKeyAccess.get()))
                .build();
        KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(gcm);
        handle.addEntry(key.id() == id ? entry.makePrimary() : entry);
      }
      this.aead = handle.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot encrypt with AES-256-GCM", e);
    }
  }

  private static AesGcmParameters parameters() throws GeneralSecurityException {
    return AesGcmParameters.builder()
        .setKeySizeBytes(MasterKey.BYTES)
        .setIvSizeBytes(12)
        .setTagSizeBytes(16)
        .setVariant(AesGcmParameters.Variant.TINK)
        .build();
  }

  /** How ciphertexts of this key begin. */
  byte[] prefix() {
    return ByteBuffer.allocate(PREFIX_BYTES).put(TINK).putInt(id).array();
  }

  byte[] seal(byte[] plain, String owner) {
    try {
      return aead.encrypt(plain, owner.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt", e);
    }
  }

  byte[] open(byte[] sealed, String owner) {
    try {
      return aead.decrypt(sealed, owner.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot decrypt: another key or another owner", e);
    }
  }
}
