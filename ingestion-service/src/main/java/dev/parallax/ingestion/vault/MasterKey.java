package dev.parallax.ingestion.vault;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A key that wraps other keys.
 *
 * @param id what its ciphertexts name it by
 */
record MasterKey(int id, byte[] bytes) {
  static final int BYTES = 32;
  private static final String SHAPE =
      "parallax.vault.key must be the base64 of 32 random bytes, with a number before it where there are several"
          + " (2:…,1:…)";

  MasterKey {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(SHAPE + "; one has " + bytes.length + " bytes");
    }
    if (id < 1) {
      throw new IllegalArgumentException(SHAPE + "; the number must be 1 or more");
    }
  }

  /**
   * @return at least one, the one in use first
   * @throws IllegalArgumentException saying what is wrong, without the keys
   */
  static List<MasterKey> parse(String text) {
    List<MasterKey> keys = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    for (String one : text.strip().split("[,\\s]+")) {
      MasterKey key = parseOne(one);
      if (!ids.add(key.id())) {
        throw new IllegalArgumentException(SHAPE + "; two have the number " + key.id());
      }
      keys.add(key);
    }
    return keys;
  }

  private static MasterKey parseOne(String text) {
    int colon = text.indexOf(':');
    try {
      return new MasterKey(
          colon < 0 ? 1 : Integer.parseInt(text.substring(0, colon)),
          Base64.getDecoder().decode(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(SHAPE);
    } catch (IllegalArgumentException e) {
      throw e.getMessage().startsWith("parallax") ? e : new IllegalArgumentException(SHAPE);
    }
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "MasterKey[" + id + "]";
  }
}
