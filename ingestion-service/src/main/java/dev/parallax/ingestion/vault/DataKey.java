package dev.parallax.ingestion.vault;

import java.security.SecureRandom;
import java.util.List;

/**
 * The key of one customer. Without it nothing of theirs can be read, wherever copies of what it
 * sealed lie: deleting it is what erases them. It is kept wrapped by the master key, and nowhere
 * unwrapped: unwrapping costs about as much as looking it up in a cache, which every replica would
 * have to be told to forget.
 */
final class DataKey {
  /** "data": tells its ciphertexts from those of master keys, which have small numbers. */
  private static final int ID = 0x64617461;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;
  private final AesGcm cipher;

  private DataKey(byte[] bytes) {
    this.bytes = bytes;
    this.cipher = new AesGcm(List.of(new MasterKey(ID, bytes)));
  }

  static DataKey generate() {
    byte[] bytes = new byte[MasterKey.BYTES];
    RANDOM.nextBytes(bytes);
    return new DataKey(bytes);
  }

  static DataKey unwrap(byte[] wrapped, VaultCipher masters, String cid) {
    return new DataKey(masters.open(wrapped, owner(cid)));
  }

  byte[] wrap(VaultCipher masters, String cid) {
    return masters.seal(bytes, owner(cid));
  }

  byte[] seal(byte[] plain, String cid) {
    return cipher.seal(plain, cid);
  }

  byte[] open(byte[] sealed, String cid) {
    return cipher.open(sealed, cid);
  }

  private static String owner(String cid) {
    return "key:" + cid;
  }
}
