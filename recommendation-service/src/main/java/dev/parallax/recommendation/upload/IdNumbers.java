package dev.parallax.recommendation.upload;

import java.util.Arrays;

/**
 * Numbers ids from 0 in the order in which they are met, and forgets them: only a keyed hash of 64
 * bits is kept, and only while the file is read. Of ten million ids two fall together with a
 * probability of three in a million.
 */
final class IdNumbers {
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private final long key;
  private long[] hash = new long[1 << 12];
  private int[] number = new int[1 << 12];
  private int size;

  /**
   * @param key any, another for each file
   */
  IdNumbers(long key) {
    this.key = key;
    Arrays.fill(number, -1);
  }

  int size() {
    return size;
  }

  /** The number of the id that stands in a line. */
  int number(String line, int from, int to) {
    long wanted = hash(line, from, to);
    int mask = hash.length - 1;
    int place = (int) wanted & mask;
    while (number[place] >= 0 && hash[place] != wanted) {
      place = place + 1 & mask;
    }
    if (number[place] >= 0) {
      return number[place];
    }
    hash[place] = wanted;
    number[place] = size++;
    if (size * 2 > hash.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    long[] oldHash = hash;
    int[] oldNumber = number;
    hash = new long[oldHash.length * 2];
    number = new int[oldHash.length * 2];
    Arrays.fill(number, -1);
    int mask = hash.length - 1;
    for (int p = 0; p < oldHash.length; p++) {
      if (oldNumber[p] >= 0) {
        int place = (int) oldHash[p] & mask;
        while (number[place] >= 0) {
          place = place + 1 & mask;
        }
        hash[place] = oldHash[p];
        number[place] = oldNumber[p];
      }
    }
  }

  private long hash(String line, int from, int to) {
    long state = key;
    for (int i = from; i < to; i++) {
      state = mixed(state ^ line.charAt(i)) + ODD;
    }
    return mixed(state ^ (to - from));
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
  private static long mixed(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
