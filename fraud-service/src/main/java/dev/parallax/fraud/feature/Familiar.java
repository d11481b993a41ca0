package dev.parallax.fraud.feature;

import java.util.Arrays;

/** The terminals or devices a card was last seen with: the {@code limit} most recent. */
final class Familiar {
  private final int limit;
  private long[] newestFirst = new long[0];

  Familiar(int limit) {
    this.limit = limit;
  }

  boolean knows(long fingerprint) {
    return indexOf(fingerprint) >= 0;
  }

  boolean isEmpty() {
    return newestFirst.length == 0;
  }

  void meet(long fingerprint) {
    int at = indexOf(fingerprint);
    if (at < 0) {
      at = Math.min(newestFirst.length, limit - 1);
      newestFirst = Arrays.copyOf(newestFirst, at + 1);
    }
    System.arraycopy(newestFirst, 0, newestFirst, 1, at);
    newestFirst[0] = fingerprint;
  }

  private int indexOf(long fingerprint) {
    for (int i = 0; i < newestFirst.length; i++) {
      if (newestFirst[i] == fingerprint) {
        return i;
      }
    }
    return -1;
  }

  void write(StateWriter out) {
    out.putVarint(newestFirst.length);
    for (long fingerprint : newestFirst) {
      out.putLong(fingerprint);
    }
  }

  static Familiar read(StateReader in, int limit) {
    Familiar familiar = new Familiar(limit);
    familiar.newestFirst = new long[in.getVarint()];
    for (int i = 0; i < familiar.newestFirst.length; i++) {
      familiar.newestFirst[i] = in.getLong();
    }
    return familiar;
  }
}
