package dev.parallax.fraud.feature;

/**
 * 64-bit FNV-1a of a text (Fowler, Noll, Vo; RFC 9923): what the states keep instead of ids. Among
 * the few dozen entries of one state a collision has a chance below 10^-15. {@code String.hashCode}
 * was rejected: short ids that differ in two letters collide.
 */
public final class Fingerprint {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Fingerprint() {}

  public static long of(String text) {
    long hash = OFFSET;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      hash = (hash ^ (c & 0xff)) * PRIME;
      hash = (hash ^ (c >>> 8)) * PRIME;
    }
    return hash;
  }
}
