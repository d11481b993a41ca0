package dev.parallax.recommendation.exploration;

import java.util.SplittableRandom;

/**
 * Draws by weights without putting back as a race: each runs for an exponential time, the quicker
 * the heavier it is, and who arrives first is drawn first. The chances are those of drawing one
 * after the other in proportion to the weights that are left (Efraimidis and Spirakis, Information
 * Processing Letters 97, 2006). It was taken over laying one random number over the sum of the
 * weights because each time is a runner's own: where a weight changes a little, or another drops
 * out, hardly ever does somebody else win.
 */
public final class Race {
  private static final double BITS = 0x1.0p-53;

  private Race() {}

  /**
   * When a runner arrives.
   *
   * @param weight above 0
   * @param one two texts and a number that decide; the same give the same
   */
  public static double arrival(double weight, String one, String other, long number) {
    long bits = (long) one.hashCode() << 32 | other.hashCode() & 0xffffffffL;
    double chance = ((mixed(mixed(bits) + number) >>> 11) + 0.5) * BITS;
    return -Math.log(chance) / weight;
  }

  /** By the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
  private static long mixed(long bits) {
    return new SplittableRandom(bits).nextLong();
  }
}
