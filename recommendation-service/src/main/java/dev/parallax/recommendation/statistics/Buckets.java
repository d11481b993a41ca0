package dev.parallax.recommendation.statistics;

import java.nio.charset.StandardCharsets;

/**
 * Where somebody falls by chance, the same each time: a number in [0, 1) of a salt and an id. The
 * salt makes one draw independent of another, so that who was lucky in one experiment is not in the
 * next. FNV-1a with the finaliser of MurmurHash3: no secret is kept, so no cryptography is needed.
 */
public final class Buckets {
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Buckets() {}

  public static double place(String salt, String id) {
    long hash = FNV_BASIS;
    for (String part : new String[] {salt, "\0", id}) {
      for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
        hash = (hash ^ (b & 0xff)) * FNV_PRIME;
      }
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return ((hash ^ (hash >>> 33)) >>> 11) * 0x1.0p-53;
  }
}
