package dev.parallax.recommendation.rulebook;

/** How many of what mining keeps an eighth of the heap has room for. */
final class Room {
  private static final int PART_OF_HEAP = 8;

  /** What an order costs with its owner and its place in the indexes of its items, five say. */
  private static final int BYTES_PER_ROW = 160;

  /** As it is mined, followed and served, with its name to sort by. */
  private static final int BYTES_PER_ITEMSET = 500;

  /** The same, with a place in the order by each measure. */
  private static final int BYTES_PER_RULE = 1_000;

  private Room() {}

  /** Of each source; while rows become baskets they are there twice. */
  static int forRows() {
    return of(BYTES_PER_ROW);
  }

  static int forItemsets() {
    return of(BYTES_PER_ITEMSET);
  }

  static int forRules() {
    return of(BYTES_PER_RULE);
  }

  private static int of(int bytesEach) {
    long room = Runtime.getRuntime().maxMemory() / PART_OF_HEAP / bytesEach;
    return (int) Math.min(Integer.MAX_VALUE, room);
  }
}
