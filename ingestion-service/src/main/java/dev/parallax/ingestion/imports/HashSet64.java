package dev.parallax.ingestion.imports;

/**
 * A set of texts by 64-bit hashes, 16 bytes each at most: a file of a hundred million invoices
 * still fits. Two texts fall together with a probability of n² / 2⁶⁵ (below 10⁻⁷ for a million),
 * which here costs only a little memory.
 */
public final class HashSet64 {
  private static final double FULL = 0.5;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] slots = new long[1024];
  private int size;

  /** FNV-1a, finished as in MurmurHash3 so that all bits count. */
  public static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }

  /**
   * @return whether it was not in the set before
   */
  public boolean add(String text) {
    if (size > slots.length * FULL) {
      grow();
    }
    if (insert(slots, hash(text))) {
      size++;
      return true;
    }
    return false;
  }

  public boolean contains(String text) {
    long hash = hash(text);
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != 0 && slots[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slots[slot] == hash;
  }

  public int size() {
    return size;
  }

  private static boolean insert(long[] into, long hash) {
    int mask = into.length - 1;
    for (int slot = (int) hash & mask; ; slot = (slot + 1) & mask) {
      if (into[slot] == hash) {
        return false;
      }
      if (into[slot] == 0) {
        into[slot] = hash;
        return true;
      }
    }
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    for (long hash : slots) {
      if (hash != 0) {
        insert(larger, hash);
      }
    }
    slots = larger;
  }
}
