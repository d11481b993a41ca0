package dev.parallax.ingestion.source;

/**
 * How much a source may send, over all replicas.
 *
 * @param eventsPerSecond on average
 * @param burst how many at once after a pause
 */
record SourceRate(int eventsPerSecond, int burst) {
  private static final int HIGHEST = 10_000_000;

  SourceRate {
    check("eventsPerSecond", eventsPerSecond);
    check("burst", burst);
  }

  private static void check(String field, int value) {
    if (value < 1 || value > HIGHEST) {
      throw new IllegalArgumentException(
          "rate." + field + " must be between 1 and " + HIGHEST + ", not " + value);
    }
  }
}
