package dev.parallax.ingestion.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** Master keys as keysets of Tink, in memory and as encrypted text. */
final class Keysets {
  /** What a keyset belongs to is said to the KMS. */
  private static final byte[] NOTHING = {};

  static {
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot encrypt with AES-256-GCM", e);
    }
  }

  private Keysets() {}

  /** The first is the primary. */
  @AccessesPartialKey
  static KeysetHandle handle(List<MasterKey> keys) throws GeneralSecurityException {
    KeysetHandle.Builder handle = KeysetHandle.newBuilder();
    for (MasterKey key : keys) {
      AesGcmKey gcm =
          AesGcmKey.builder()
              .setParameters(parameters())
              .setIdRequirement(key.id())
              .setKeyBytes(SecretBytes.copyFrom(key.bytes(), InsecureSecretKeyAccess.get()))
              .build();
      KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(gcm);
      handle.addEntry(key.id() == keys.getFirst().id() ? entry.makePrimary() : entry);
    }
    return handle.build();
  }

  /** As JSON, of which only the numbers of the keys can be read without {@code under}. */
  static String write(List<MasterKey> keys, Aead under) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(handle(keys), under, NOTHING);
  }

  /**
   * @return the primary first
   * @throws GeneralSecurityException when it is no encrypted keyset
   * @throws IllegalArgumentException when a key is of another kind
   */
  @AccessesPartialKey
  static List<MasterKey> read(String text, Aead under) throws GeneralSecurityException {
    KeysetHandle handle = TinkJsonProtoKeysetFormat.parseEncryptedKeyset(text, under, NOTHING);
    List<MasterKey> keys = new ArrayList<>();
    for (int i = 0; i < handle.size(); i++) {
      KeysetHandle.Entry entry = handle.getAt(i);
      if (!(entry.getKey() instanceof AesGcmKey gcm) || !gcm.getParameters().equals(parameters())) {
        throw new IllegalArgumentException("every key must be of AES-256-GCM with Tink's prefix");
      }
      MasterKey key =
          new MasterKey(
              entry.getId(), gcm.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get()));
      keys.add(entry.isPrimary() ? 0 : keys.size(), key);
    }
    return keys;
  }

  private static AesGcmParameters parameters() throws GeneralSecurityException {
    return AesGcmParameters.builder()
        .setKeySizeBytes(MasterKey.BYTES)
        .setIvSizeBytes(12)
        .setTagSizeBytes(16)
        .setVariant(AesGcmParameters.Variant.TINK)
        .build();
  }
}
