package dev.parallax.recommendation.evaluation;

/**
 * How much memory an algorithm needs at its peak, so that one that does not fit is refused in words
 * instead of taking the service down.
 */
public final class Footprint {
  private static final double PART_OF_HEAP = 0.6;
  private static final long BYTES_PER_INTERACTION = 40;
  private static final int MEBI = 1 << 20;

  private Footprint() {}

  /** Whether the heap has room for it. */
  public static boolean fits(String algorithm, long users, long items, long interactions) {
    return bytes(algorithm, users, items, interactions) <= room();
  }

  /**
   * @throws IllegalArgumentException when it does not fit; the message says how much is needed
   */
  static void check(String algorithm, long users, long items, long interactions) {
    if (!fits(algorithm, users, items, interactions)) {
      throw new IllegalArgumentException(
          "needs about "
              + bytes(algorithm, users, items, interactions) / MEBI
              + " MiB for "
              + items
              + " items and "
              + interactions
              + " interactions, and may take "
              + room() / MEBI
              + ": a higher core leaves fewer items, and the service's heap can be larger");
    }
  }

  private static long room() {
    return (long) (Runtime.getRuntime().maxMemory() * PART_OF_HEAP);
  }

  private static long bytes(String algorithm, long users, long items, long interactions) {
    return BYTES_PER_INTERACTION * interactions
        + switch (algorithm) {
          case "ease" -> items > 20_000 ? 8 * 400 * items : 5 * items * items;
          case "item-knn", "rating-knn" -> 2 * 8 * items * Math.min(items, 400);
          case "als" -> 2 * 4 * 128 * (items + users);
          default -> 16 * items;
        };
  }
}
