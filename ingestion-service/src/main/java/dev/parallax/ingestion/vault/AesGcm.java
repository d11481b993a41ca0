package dev.parallax.ingestion.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
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

  /**
   * @param keys the first encrypts, all decrypt
   */
  AesGcm(List<MasterKey> keys) {
    this.id = keys.getFirst().id();
    try {
      this.aead = Keysets.handle(keys).getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot encrypt with AES-256-GCM", e);
    }
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
