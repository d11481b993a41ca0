package dev.parallax.recommendation.recommend;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Lets a customer count once an hour, so that nobody who asks again and again, a monitor or a
 * crawler, outweighs all others. In a bounded table: where two share a place there the one before
 * may count once more.
 */
final class OncePerHour {
  private static final int PLACES = 1 << 18;
  private static final long HOUR = 3_600;

  private final AtomicLongArray seen = new AtomicLongArray(PLACES);

  /**
   * @param what of which each counts apart
   * @param now in seconds since 1970
   * @return whether it is the first time within the hour
   */
  boolean isFirst(String cid, String what, long now) {
    long mark =
        mixed(((long) cid.hashCode() << 32 | what.hashCode() & 0xffffffffL) ^ mixed(now / HOUR));
    int place = (int) (mark >>> 32) & (PLACES - 1);
    return seen.getAndSet(place, mark) != mark;
  }

  private static long mixed(long bits) {
    return new SplittableRandom(bits).nextLong();
  }
}
